#include "compare_pages.h"
#include "image/raster_writer.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

namespace macadam {

TEST_F(ComparePages, ShowWhatNetworksSayOfTilesWithoutMasks) {
  writeImage(world_ / "data/train/images/bare.png");
  std::filesystem::create_directories(world_ / "data/train/masks");
  page_.reset();
  world_.open();
  show();
  ASSERT_TRUE(isReady());
  page_->tiles().choice().setTileSet(TileSet::WithoutMasks);
  ASSERT_EQ(page_->tiles().table().rowCount(), 1);
  const std::string bare = "train/images/bare.png";
  EXPECT_EQ(current(), bare);
  ASSERT_TRUE(
      waitFor([&] { return canvas(1).note() == "No ground truth for this picture" && canvas(2).note().isEmpty(); }));
  EXPECT_EQ(scores(2), "");
  const auto says = [this](const QString& text) {
    const auto labels = pane(2).findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text() == text; });
  };
  EXPECT_TRUE(says("No ground truth: road is shown, not errors"));
  trigger("showProbability");
  EXPECT_TRUE(says("No ground truth, so no scores"));
  const auto* button = buttonThatBegins("Score all");
  EXPECT_FALSE(button->isEnabled());
  EXPECT_EQ(button->toolTip(), "None of these tiles has a mask that predictions could be scored by");
  EXPECT_EQ(page_->tiles().table().data(page_->tiles().table().index(0, 1), Qt::DisplayRole).toString(), "");
  page_->tiles().choice().setTileSet(TileSet::All);
  EXPECT_EQ(page_->tiles().table().rowCount(), 4);
  trigger("scoreAll");
  EXPECT_TRUE(waitFor([this] { return page_->tiles().table().pooled(0).has_value(); })) << "of those with masks";
}

TEST_F(ComparePages, ListTheTilesOfTheSplitThatAreTrainedOn) {
  Split split = world_.document().split();
  split.labelled = {CompareWorld::id("a")};
  split.unlabelled = {CompareWorld::id("b")};
  split.test = {CompareWorld::id("c")};
  world_.document().changeSplit(split, "other");
  const auto listed = [this](TileSet set) {
    page_->tiles().choice().setTileSet(set);
    std::vector<std::string> ids;
    for (const Sample& sample : page_->tiles().table().samples()) ids.push_back(sample.id);
    return ids;
  };
  EXPECT_EQ(listed(TileSet::Labelled), (std::vector<std::string>{CompareWorld::id("a")}));
  EXPECT_EQ(listed(TileSet::Unlabelled), (std::vector<std::string>{CompareWorld::id("b")}));
  EXPECT_EQ(listed(TileSet::WithMasks).size(), 3u);
}

TEST_F(ComparePages, MarkTheRowOfTheTileThatIsShownThoughAShortcutHoldsCtrl) {
  ASSERT_TRUE(isReady());
  QTest::keyPress(page_->windowHandle(), Qt::Key_Control, Qt::ControlModifier);
  ASSERT_EQ(QGuiApplication::keyboardModifiers(), Qt::ControlModifier);
  page_->setDocument(nullptr);
  page_->setDocument(&world_.document());
  QTest::keyRelease(page_->windowHandle(), Qt::Key_Control, Qt::NoModifier);
  EXPECT_EQ(current(), CompareWorld::id("a"));
  ASSERT_EQ(page_->tiles().selectedSamples().size(), 1u);
  EXPECT_EQ(page_->tiles().selectedSamples().front().id, CompareWorld::id("a"));
}

TEST_F(ComparePages, MarkNoRowForAPictureOfItsOwn) {
  ASSERT_TRUE(isReady());
  writeImage(world_ / "other.png", 48, 40);
  page_->openPicture(QString::fromStdString((world_ / "other.png").string()));
  ASSERT_TRUE(waitFor([this] { return picture(0).size() == QSize(48, 40); }));
  EXPECT_TRUE(page_->tiles().selectedSamples().empty());
  EXPECT_FALSE(page_->tiles().currentSample());
  Split fewer = world_.document().split();
  fewer.test.pop_back();
  world_.document().changeSplit(fewer, "fewer");
  EXPECT_FALSE(page_->tiles().currentSample()) << "another list does not take the picture away";
  page_->tiles().select(CompareWorld::id("a"));
  EXPECT_TRUE(waitFor([this] { return picture(0).size() == QSize(32, 32); })) << "the row that was shown before";
}

TEST_F(ComparePages, PredictAnyPictureThatIsOpened) {
  ASSERT_TRUE(isReady());
  writeImage(world_ / "other.png", 48, 40);
  page_->openPicture(QString::fromStdString((world_ / "other.png").string()));
  ASSERT_TRUE(waitFor([this] { return picture(0).size() == QSize(48, 40) && picture(2).size() == QSize(48, 40); }));
  EXPECT_EQ(canvas(1).note(), "No ground truth for this picture");
  EXPECT_TRUE(waitFor([this] { return canvas(2).note().isEmpty(); }));
  EXPECT_EQ(scores(2), "");
}

TEST_F(ComparePages, FindTheTruthBesideAPictureThatIsOpened) {
  ASSERT_TRUE(isReady());
  QSignalSpy said(page_.get(), &Page::message);
  writeImage(world_ / "elsewhere/images/new.png");
  writeRoadMask(world_ / "elsewhere/masks/new.png", 16);
  page_->openPicture(QString::fromStdString((world_ / "elsewhere/images/new.png").string()));
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  EXPECT_EQ(said[0][0].toString(),
            "Ground truth found: " + QString::fromStdString((world_ / "elsewhere/masks/new.png").string()) +
                "; masks hold 0 and 255: 255 is road");
  EXPECT_TRUE(waitFor([this] { return scores(3) == "IoU 100.0   F1 100.0   P 100.0   R 100.0"; }));
  EXPECT_EQ(canvas(1).note(), "");
}

TEST_F(ComparePages, SayWhyTheTruthBesideAPictureIsNotUsed) {
  ASSERT_TRUE(isReady());
  writeImage(world_ / "elsewhere/images/new.png", 48, 40);
  writeRoadMask(world_ / "elsewhere/masks/new.png", 16);
  page_->openPicture(QString::fromStdString((world_ / "elsewhere/images/new.png").string()));
  ASSERT_TRUE(waitFor([this] { return picture(2).size() == QSize(48, 40) && canvas(2).note().isEmpty(); }));
  EXPECT_TRUE(canvas(1).note().startsWith("Ground truth not used: ")) << canvas(1).note().toStdString();
  EXPECT_TRUE(canvas(1).note().endsWith("its image 48×40")) << "what to do is said of data sets alone";
  EXPECT_EQ(scores(2), "");
}

TEST_F(ComparePages, OpenAPictureOfTheProjectWithItsTruth) {
  ASSERT_TRUE(isReady());
  page_->openPicture(QString::fromStdString((world_ / "data/test/images/b.png").string()));
  EXPECT_TRUE(waitFor([this] { return scores(3) == "IoU 100.0   F1 100.0   P 100.0   R 100.0"; }));
}

TEST_F(ComparePages, OpenLargePicturesWithoutReadingThemWhole) {
  ASSERT_TRUE(isReady());
  const auto file = world_ / "large.tif";
  RasterWriter writer(file, {8192, 4096}, RasterContent::Rgb);
  writer.write({0, 0}, cv::Mat(4096, 8192, CV_8UC3, cv::Scalar(10, 200, 30)));
  writer.commit();
  page_->openPicture(QString::fromStdString(file.string()));
  ASSERT_TRUE(waitFor([this] { return canvas(0).layer() && canvas(0).layer()->size() == QSize(8192, 4096); }));
  EXPECT_DOUBLE_EQ(page_->camera().scale(), 1.0);
  EXPECT_TRUE(canvas(2).note().startsWith("Too large"));
  QTest::keyClick(&canvas(0), Qt::Key_Return);
  EXPECT_TRUE(waitFor([this] { return canvas(0).layer() && canvas(0).layer()->size() == QSize(32, 32); }));
}

TEST_F(ComparePages, SayWhichPictureCannotBeRead) {
  ASSERT_TRUE(isReady());
  writeBytes(world_ / "torn.png", "no picture");
  page_->openPicture(QString::fromStdString((world_ / "torn.png").string()));
  EXPECT_TRUE(waitFor([this] { return canvas(0).note().contains("cannot be read as a picture"); }));
}

}  // namespace macadam
