#include "data_pages.h"
#include "image/mask_file.h"
#include "ui/canvas/picture_canvas.h"
#include "ui/data/check_report.h"
#include "ui/data/filter_bar.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/subset_row.h"
#include "ui/data/thumbnails.h"
#include "ui/data/tile_preview.h"
#include "ui/widgets/notice_bar.h"

#include <gtest/gtest.h>

#include <QLabel>

namespace macadam {
namespace {

class DataPageEdits : public DataPageTest {
 protected:
  /// Makes the uppermost rows of a tile of 32×32 road, as the Annotate page does when it saves.
  void edit(const std::string& image, int roadRows) {
    cv::Mat mask = cv::Mat::zeros(32, 32, CV_8UC1);
    mask.rowRange(0, roadRows).setTo(1);
    const std::filesystem::path file = document().project().labelFile(image);
    std::filesystem::create_directories(file.parent_path());
    writeMask(file, mask);
    document().labelsEdited(image, file);
  }
  int row(const std::string& tile) { return page_.tiles().rowOf(tile); }
  Thumbnails& thumbnails() { return *page_.browser().findChild<Thumbnails*>(); }
  /// Whether the thumbnail of a tile shows road at this share of its height.
  bool showsRoad(const std::string& tile, double height) {
    const TilePicture* picture = thumbnails().find(row(tile));
    if (picture == nullptr || picture->road.isNull()) return false;
    return qAlpha(picture->road.pixel(1, int(picture->road.height() * height))) > 0;
  }
};

}  // namespace

TEST_F(DataPageEdits, AreSeenInTheThumbnail) {
  ASSERT_TRUE(waitFor([&] { return thumbnails().find(row(id('b', 1))) != nullptr; }));
  EXPECT_FALSE(showsRoad(id('b', 1), 0.5));
  edit(id('b', 1), 24);
  EXPECT_NE(thumbnails().find(row(id('b', 1))), nullptr) << "the former picture stays until the new one is read";
  EXPECT_TRUE(waitFor([&] { return showsRoad(id('b', 1), 0.5); }));
}

TEST_F(DataPageEdits, TakeTheBadgeFromATileThatHadNoMask) {
  const QModelIndex tile = page_.tiles().index(row(id('c', 3)));
  EXPECT_FALSE(tile.data(TileModel::HasMaskRole).toBool());
  EXPECT_TRUE(tile.data(Qt::ToolTipRole).toString().contains("no mask"));
  edit(id('c', 3), 8);
  EXPECT_TRUE(tile.data(TileModel::HasMaskRole).toBool());
  EXPECT_TRUE(waitFor([&] { return tile.data(Qt::ToolTipRole).toString().contains("25"); }));
  EXPECT_DOUBLE_EQ(tile.data(TileModel::RoadShareRole).toDouble(), 0.25);
}

TEST_F(DataPageEdits, PassThroughTheFilters) {
  page_.browser().filters().setConditions({.choice = TileChoice::WithoutMask});
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 1);
  edit(id('c', 3), 8);
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 0);
}

TEST_F(DataPageEdits, ChangeTheOrderByRoadShare) {
  page_.browser().filters().setOrder(TileOrder::RoadShare, Qt::DescendingOrder);
  edit(id('a', 0), 32);
  EXPECT_TRUE(waitFor([&] {
    return page_.browser().view().model()->index(0, 0).data(TileModel::IdRole).toString().toStdString() == id('a', 0);
  }));
}

TEST_F(DataPageEdits, LetATileBeLabelledThatHadNoMask) {
  divide();
  edit(id('c', 3), 8);
  page_.editor().move({id('c', 3)}, Subset::Labelled);
  EXPECT_EQ(split().of(id('c', 3)), Subset::Labelled);
}

TEST_F(DataPageEdits, ChangeTheRoadSharesOfTheSplit) {
  divide();
  const auto shown = [&] { return page_.panel().row(Subset::Labelled).grab().toImage(); };
  ASSERT_TRUE(waitFor([&] { return page_.panel().row(Subset::Labelled).accessibleName().contains("2"); }));
  const QImage before = shown();
  edit(id('a', 0), 32);
  edit(id('a', 1), 32);
  EXPECT_TRUE(waitFor([&] { return shown() != before; }));
}

TEST_F(DataPageEdits, AreSeenInTheLargeViewWhichStaysWhereItWas) {
  page_.browser().select({id('b', 1)});
  page_.browser().enlarge();
  auto* preview = page_.findChild<TilePreview*>();
  PictureCanvas& canvas = preview->canvas();
  preview->camera().zoomAt(3.0, QPointF(10, 10), canvas.deviceSize());
  const double scale = preview->camera().scale();
  const auto paintedAt = [&](double x, double y) {
    const QImage shown = canvas.grab().toImage();
    return shown.pixelColor(int(shown.width() * x), int(shown.height() * y));
  };
  const QColor before = paintedAt(0.5, 0.5);
  edit(id('b', 1), 32);
  EXPECT_TRUE(waitFor([&] { return paintedAt(0.5, 0.5) != before; }));
  EXPECT_DOUBLE_EQ(preview->camera().scale(), scale);
}

TEST_F(DataPageEdits, AreSaidInAReportThatWasMadeBefore) {
  action("checkPixels").trigger();
  ASSERT_TRUE(waitFor([&] { return page_.findChild<CheckReport*>() != nullptr; }));
  auto* note = page_.findChild<CheckReport*>()->findChild<NoticeBar*>();
  EXPECT_FALSE(note->isVisible());
  edit(id('a', 0), 8);
  EXPECT_TRUE(note->isVisible());
}

TEST(ThumbnailsOfEdits, AThumbnailThatWasBeingReadIsReadAgain) {
  const TemporaryFolder folder;
  writeImage(folder / "images/a.png", 64, 64);
  writeRoadMask(folder / "masks/a.png", 0, 64, 64);
  writeRoadMask(folder / "edited.png", 64, 64, 64);
  auto before = std::make_shared<Dataset>(openDataset(folder.path(), 64));
  before->samples.front().maskRule.values = macadamMaskValues();
  auto after = std::make_shared<Dataset>(*before);
  after->samples.front().mask = folder / "edited.png";
  for (int attempt = 0; attempt < 20; ++attempt) {  // at whatever moment of the reading
    Thumbnails thumbnails(1 << 20, 2);
    thumbnails.setDataset(before);
    thumbnails.want({0});
    thumbnails.updateDataset(after, {0});
    thumbnails.want({0});
    ASSERT_TRUE(waitFor([&] {
      const TilePicture* picture = thumbnails.find(0);
      return picture != nullptr && !picture->road.isNull() && qAlpha(picture->road.pixel(1, 1)) > 0;
    }));
  }
}

}  // namespace macadam
