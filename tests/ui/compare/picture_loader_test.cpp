#include "ui/compare/picture_loader.h"

#include "image/raster_writer.h"
#include "support/damage.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"

#include <gtest/gtest.h>

#include <vector>

namespace macadam {

class PictureLoaderTest : public testing::Test {
 protected:
  QString truthNoteOf(const std::filesystem::path& picture) {
    return loadPicture(*store_, picture, *dataset_).truthNote;
  }

  TemporaryFolder folder_;
  std::shared_ptr<ImageStore> store_ = std::make_shared<ImageStore>(1u << 20);
  std::shared_ptr<Dataset> dataset_ = std::make_shared<Dataset>();
};

TEST_F(PictureLoaderTest, GivesAnyPictureTheMaskBesideIt) {
  const auto picture = folder_ / "images/new.png", mask = folder_ / "masks/new.png";
  writeImage(picture, 48, 40);
  EXPECT_EQ(truthNoteOf(picture), "");
  writeRoadMask(mask, 16, 48, 40);
  const LoadedPicture loaded = loadPicture(*store_, picture, *dataset_);
  EXPECT_EQ(loaded.sample.id, picture.string());
  EXPECT_EQ(loaded.sample.width, 48);
  EXPECT_EQ(loaded.sample.height, 40);
  EXPECT_EQ(loaded.truthNote,
            "Ground truth found: " + QString::fromStdString(mask.string()) + "; masks hold 0 and 255: 255 is road");
  ASSERT_NE(loaded.tile, nullptr);
  EXPECT_EQ(cv::countNonZero(loaded.tile->mask == 1), 16 * 48);
}

TEST_F(PictureLoaderTest, GivesAPictureOfTheDataSetItsTruthThere) {
  const auto picture = folder_ / "images/new.png", mask = folder_ / "elsewhere.png";
  writeImage(picture);
  writeRoadMask(mask, 8);
  dataset_->samples = {{.id = "images/new.png", .image = picture, .mask = mask}};
  const LoadedPicture loaded = loadPicture(*store_, picture, *dataset_);
  EXPECT_EQ(loaded.sample.mask, mask);
  EXPECT_EQ(loaded.truthNote, "Ground truth as in the project");
}

TEST_F(PictureLoaderTest, SaysWhyAMaskIsNotUsedWithoutARemedy) {
  const auto picture = folder_ / "images/new.png";
  writeImage(picture, 48, 40);
  writeRoadMask(folder_ / "masks/new.png", 16);
  const QString note = truthNoteOf(picture);
  EXPECT_TRUE(note.startsWith("Ground truth not used: ")) << note.toStdString();
  EXPECT_TRUE(note.endsWith("its image 48×40")) << note.toStdString();
}

TEST_F(PictureLoaderTest, LeavesLargePicturesInTheirFiles) {
  const auto file = folder_ / "large.tif";
  RasterWriter writer(file, {4096, 4096}, RasterContent::Rgb);
  writer.write({0, 0}, cv::Mat(4096, 4096, CV_8UC3, cv::Scalar(10, 200, 30)));
  writer.commit();
  const LoadedPicture loaded = loadPicture(*store_, file, *dataset_);
  EXPECT_EQ(loaded.tile, nullptr);
  ASSERT_NE(loaded.raster, nullptr);
  EXPECT_EQ(loaded.sample.width, 4096);
}

TEST_F(PictureLoaderTest, LetsTheLatestChoiceArriveAndWhatCannotBeReadAsProblems) {
  std::vector<std::string> loaded;
  int failed = 0;
  PictureLoader loader(
      store_, [&](const LoadedPicture& picture) { loaded.push_back(picture.sample.id); },
      [&](const QList<Problem>&) { ++failed; });
  const auto first = folder_ / "first.png", second = folder_ / "second.png", torn = folder_ / "torn.png";
  writeImage(first);
  writeImage(second);
  writeBytes(torn, "no picture");
  loader.loadFile(first, dataset_);
  loader.loadTile({.id = "second", .image = second, .width = 32, .height = 32});
  ASSERT_TRUE(waitFor([&] { return !loaded.empty(); }));
  EXPECT_EQ(loaded, std::vector<std::string>{"second"});
  loader.loadFile(torn, dataset_);
  ASSERT_TRUE(waitFor([&] { return failed == 1; }));
}

}  // namespace macadam
