#include "session/data_record.h"

#include "base/error.h"
#include "data/project.h"
#include "image/mask_file.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(DataRecord, ARunDoesNotGoOnWithMasksThatMeanSomethingElse) {
  const TemporaryFolder folder;
  writeImage(folder / "data/images/a.png");
  cv::Mat classes(32, 32, CV_8UC1, cv::Scalar(1));
  classes.rowRange(0, 8).setTo(3);
  writePicture(folder / "data/masks/a.png", classes);
  const RunFolder run = createRun(folder / "runs", "run", "");
  const Dataset begun = openDataset(folder / "data", 32, {.maskValues = "road=3"});
  saveDataFiles(recordData(begun, run, false, ChangedData::Refused, 1).files, run.dataFiles());
  EXPECT_EQ(recordData(begun, run, true, ChangedData::Refused, 1).note, "");

  const Dataset other = openDataset(folder / "data", 32, {.maskValues = "road=1"});
  EXPECT_EQ(recordData(other, run, true, ChangedData::Accepted, 1).note,
            "goes on with data that has changed since the run was begun: its masks were read by \"road=3\" and now are "
            "by \"road=1\"");
  EXPECT_THROW(recordData(other, run, true, ChangedData::Refused, 1), Error);
}

/// Three pictures of a project, two of them with masks, and a run that was begun with them.
class ChangedLabels : public testing::Test {
 protected:
  ChangedLabels() {
    for (const char* name : {"a.png", "b.png", "c.png"}) writeImage(folder_ / "data/images" / name);
    for (const char* name : {"a.png", "b.png"}) writeRoadMask(folder_ / "data/masks" / name, 8);
    project_ = createProject(folder_ / "project", folder_ / "data", 32);
    const Dataset begun = dataset();
    saveDataFiles(recordData(begun, run_, false, ChangedData::Refused, 1).files, run_.dataFiles());
  }

  Dataset dataset() const { return openDataset(project_.folder, 32); }
  /// As the Annotate page does when it saves.
  void edit(const std::string& name) {
    cv::Mat mask = cv::Mat::zeros(32, 32, CV_8UC1);
    mask.rowRange(0, 20).setTo(1);
    const std::filesystem::path file = project_.labelFile("images/" + name);
    std::filesystem::create_directories(file.parent_path());
    writeMask(file, mask);
  }
  std::string refusal() const {
    try {
      recordData(dataset(), run_, true, ChangedData::Refused, 1);
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }

  TemporaryFolder folder_;
  Project project_;
  RunFolder run_ = createRun(folder_ / "runs", "run", "");
};

TEST_F(ChangedLabels, AreNamedByTheirTilesWhereverTheyLie) {
  EXPECT_EQ(refusal(), "");
  edit("b.png");
  EXPECT_EQ(refusal(), run_.name() +
                           " was begun with other labels: the labels of 1 tile have changed (b.png); train again with "
                           "its settings, or go on with the labels of now by --accept-changed-data");
  edit("c.png");
  EXPECT_EQ(recordData(dataset(), run_, true, ChangedData::Accepted, 1).note,
            "goes on with data that has changed since the run was begun: the labels of 2 tiles have changed (b.png, "
            "c.png)");
}

TEST_F(ChangedLabels, AreToldApartFromOtherFiles) {
  edit("a.png");
  writeImage(folder_ / "data/images/d.png");
  std::filesystem::remove(folder_ / "data/images/c.png");
  const std::string told = refusal();
  EXPECT_NE(told.find("is not what this run was begun with: the labels of 1 tile have changed (a.png), 1 file has gone "
                      "(images/c.png), 1 file was added (images/d.png)"),
            std::string::npos)
      << told;
}

TEST_F(ChangedLabels, AreTheSameWhereTheProjectHasMoved) {
  edit("a.png");
  saveDataFiles(recordData(dataset(), run_, true, ChangedData::Accepted, 1).files, run_.dataFiles());
  std::filesystem::create_directories(folder_ / "deep/down");
  std::filesystem::rename(project_.folder, folder_ / "deep/down/project");
  project_.folder = folder_ / "deep/down/project";
  EXPECT_EQ(refusal(), "");
}

}  // namespace macadam
