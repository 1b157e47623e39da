#include "data/project.h"

#include "base/error.h"
#include "data/dataset.h"
#include "image/image_store.h"
#include "image/mask_file.h"
#include "image/raster_writer.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Project, AFolderThatCannotBeLookedIntoIsNone) {
  EXPECT_FALSE(isProject("/tmp/" + std::string(300, 'x')));
}

TEST(Project, AFolderThatIsNoneIsNamedWithWhatToDo) {
  const TemporaryFolder folder;
  const auto whyNot = [](const std::filesystem::path& named) {
    try {
      openProject(named);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const std::string todo = "; name the folder of a project, which holds its project.toml";
  EXPECT_EQ(whyNot(folder / "gone"), (folder / "gone").string() + " does not exist" + todo);
  EXPECT_EQ(whyNot(folder.path()), folder.path().string() + " is no project: there is no project.toml in it" + todo);
}

TEST(Project, IsReadBackAsSaved) {
  const TemporaryFolder folder;
  Project project = createProject(folder / "work", "../tiles", 128);
  project.activeSplit = "quarter";
  project.maskValues = "road=#ff0000; background=#ffffff";
  project.acceptUnlikelyMasks = true;
  saveProject(project);
  EXPECT_EQ(openProject(folder / "work"), project);
  EXPECT_EQ(project.dataFolder(), folder / "tiles");
  EXPECT_THROW(createProject(folder / "work", "../tiles", 128), Error);
}

TEST(Project, EveryWrongFieldIsNamed) {
  const TemporaryFolder folder;
  appendText(folder / "project.toml", "[data]\ntile_size = 0\n");
  try {
    openProject(folder.path());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().size(), 2u);
  }
}

TEST(Project, LabelsOfAnImageLieInTheProjectWhereverTheImageIs) {
  const Project project{.folder = "/streets"};
  EXPECT_EQ(project.labelFile("sub/a.png"), "/streets/labels/sub/a.png.png");
  EXPECT_EQ(project.labelRaster("a.tif"), "/streets/labels/a.tif.tif");
  EXPECT_EQ(project.labelFile("../../images/a.png"), "/streets/labels/up/up/images/a.png.png");
  EXPECT_EQ(project.labelFile("/data/a.png"), "/streets/labels/data/a.png.png");
}

TEST(Project, OpensAsItsDataSetWithEditedMasksInPlaceOfTheOriginals) {
  const TemporaryFolder folder;
  writeImage(folder / "tiles/images/a.png");
  writeRoadMask(folder / "tiles/masks/a.png", 8);
  const Project project = createProject(folder / "work", "../tiles", 32);
  EXPECT_EQ(roadShare(decode(openDataset(project.folder, 32).samples.at(0)).mask), 0.25);
  const auto edited = project.labelFile("images/a.png");
  std::filesystem::create_directories(edited.parent_path());
  writeMask(edited, cv::Mat::ones(32, 32, CV_8UC1));
  const Dataset dataset = openDataset(project.folder, 32);
  EXPECT_EQ(dataset.samples.at(0).id, "images/a.png");
  EXPECT_EQ(roadShare(decode(dataset.samples[0]).mask), 1.0);
}

TEST(Project, AMaskEditedOnThePicturesGroundCountsBeforeAPlainOne) {
  const TemporaryFolder folder;
  writeImage(folder / "tiles/images/a.png");
  writeRoadMask(folder / "tiles/masks/a.png", 8);
  const Project project = createProject(folder / "work", "../tiles", 32);
  std::filesystem::create_directories(project.labels() / "images");
  RasterWriter raster(project.labelRaster("images/a.png"), {32, 32}, RasterContent::Mask);
  raster.write({0, 0}, cv::Mat(32, 32, CV_8UC1, cv::Scalar(kStoredRoad)));
  raster.commit();
  EXPECT_EQ(roadShare(decode(openDataset(project.folder, 32).samples.at(0)).mask), 1.0);
  writeMask(project.labelFile("images/a.png"), cv::Mat::zeros(32, 32, CV_8UC1));
  const Dataset dataset = openDataset(project.folder, 32);
  EXPECT_EQ(roadShare(decode(dataset.samples.at(0)).mask), 1.0);
  EXPECT_TRUE(std::ranges::any_of(
      dataset.problems, [](const Problem& problem) { return problem.what == "lies beside a.png.tif, which counts"; }));
}

TEST(Project, AnEditedMaskIsUnknownOnBlankGroundLikeTheOriginal) {
  const TemporaryFolder folder;
  cv::Mat image(32, 32, CV_8UC3, cv::Scalar(60, 90, 70));
  image.colRange(0, 16).setTo(cv::Scalar::all(255));
  writePicture(folder / "tiles/train/sat/a.tiff", image);
  writeRoadMask(folder / "tiles/train/map/a.tif", 8);
  const Project project = createProject(folder / "work", "../tiles", 32);
  const auto edited = project.labelFile("train/sat/a.tiff");
  std::filesystem::create_directories(edited.parent_path());
  writeMask(edited, cv::Mat::ones(32, 32, CV_8UC1));
  const cv::Mat mask = decode(openDataset(project.folder, 32).samples.at(0)).mask;
  EXPECT_EQ(cv::countNonZero(mask == 255), 16 * 32);
  EXPECT_EQ(cv::countNonZero(mask == 1), 16 * 32);
}

TEST(Project, SaysWhatTheMasksMeanAndARunMaySayOtherwise) {
  const TemporaryFolder folder;
  writeImage(folder / "tiles/images/a.png");
  cv::Mat classes(32, 32, CV_8UC1, cv::Scalar(1));
  classes.rowRange(0, 8).setTo(3);
  classes.rowRange(8, 12).setTo(6);
  writePicture(folder / "tiles/masks/a.png", classes);
  Project project = createProject(folder / "work", "../tiles", 32);
  EXPECT_TRUE(openDataset(project.folder, 32).masks.open);
  project.maskValues = "road=3";
  saveProject(project);
  EXPECT_EQ(openDataset(project.folder, 32).masks.counts, (LabelCounts{256, 768, 0}));
  EXPECT_EQ(openDataset(project.folder, 32, {.maskValues = "road=6"}).masks.counts, (LabelCounts{128, 896, 0}));
}

}  // namespace macadam
