#include "session/evaluated_data.h"

#include "data/split.h"
#include "runs/run_store.h"
#include "session/data_record.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Tiles a to d with masks of the classes 1, 2 and 3; a run on them with `road=3` and the test tiles c and d.
class EvaluatedDataTest : public testing::Test {
 protected:
  EvaluatedDataTest() {
    for (const std::string name : {"a", "b", "c", "d"}) {
      writePicture(folder_ / "data/images" / (name + ".png"), cv::Mat(32, 32, CV_8UC3, cv::Scalar(name[0], 90, 70)));
      cv::Mat classes(32, 32, CV_8UC1, cv::Scalar(1));
      classes.rowRange(0, 8).setTo(3);
      classes.rowRange(8, 12).setTo(2);
      writePicture(folder_ / "data/masks" / (name + ".png"), classes);
    }
    RunSpec spec;
    spec.data.path = (folder_ / "data").string();
    run_ = createRun(folder_ / "runs", "run", toToml(spec));
    saveSplit({.labelled = {"images/a.png"}, .validation = {"images/b.png"}, .test = {"images/c.png", "images/d.png"}},
              run_->split());
    const Dataset begun = openDataset(folder_ / "data", 512, {.maskValues = "road=3"});
    saveDataFiles(recordData(begun, *run_, false, ChangedData::Refused, 1).files, run_->dataFiles());
  }

  EvaluatedData open(EvaluationRequest request) const {
    request.runOrCheckpoint = run_->path();
    return openEvaluatedData(request);
  }
  static std::string road(const EvaluatedData& data) { return toText(data.dataset.masks.values); }
  static bool says(const EvaluatedData& data, const std::string& note) {
    return std::ranges::find(data.notes, note) != data.notes.end();
  }

  TemporaryFolder folder_;
  std::optional<RunFolder> run_;
};

TEST_F(EvaluatedDataTest, MasksAreReadByTheRuleThatTheRunRecorded) {
  const EvaluatedData own = open({});
  EXPECT_EQ(road(own), "road=3");
  EXPECT_EQ(own.splitIds, (std::vector<std::string>{"images/c.png", "images/d.png"}));
  EXPECT_EQ(own.notes.size(), 1u);
}

TEST_F(EvaluatedDataTest, AnotherRuleThanTheRunsIsTakenAndSaid) {
  const EvaluatedData other = open({.maskValues = "road=2,3"});
  EXPECT_EQ(road(other), "road=2,3");
  EXPECT_TRUE(says(other, "the masks are read by \"road=2,3\", those that the run was trained on were by \"road=3\""));
}

TEST_F(EvaluatedDataTest, DataThatWasMovedIsTheRunsOwn) {
  fs::rename(folder_ / "data", folder_ / "moved");
  const EvaluatedData moved = open({.data = folder_ / "moved"});
  EXPECT_EQ(road(moved), "road=3");
  EXPECT_EQ(moved.splitIds, (std::vector<std::string>{"images/c.png", "images/d.png"}));
  EXPECT_TRUE(says(moved, (folder_ / "moved").string() +
                              " holds the data that the run was trained on: the test tiles of "
                              "its split are taken"));
  EXPECT_EQ(open({.data = folder_ / "moved", .subset = EvaluationSubset::Validation}).splitIds,
            std::vector<std::string>{"images/b.png"});
}

TEST_F(EvaluatedDataTest, OtherPicturesUnderItsNamesAreNotTheRuns) {
  writePicture(folder_ / "other/images/c.png", cv::Mat(32, 32, CV_8UC3, cv::Scalar(5, 5, 5)));
  writePicture(folder_ / "other/images/d.png", cv::Mat(32, 32, CV_8UC3, cv::Scalar(6, 6, 6)));
  for (const std::string name : {"c.png", "d.png"}) writeRoadMask(folder_ / "other/masks" / name, 8);
  const EvaluatedData other = open({.data = folder_ / "other"});
  EXPECT_EQ(other.splitIds, std::nullopt);
  EXPECT_TRUE(says(other, (folder_ / "other").string() + " has other pictures under the names of the run's test tiles; "
                                                         "those that the data set declares are taken"));
  EXPECT_EQ(road(other), "road=255");
  EXPECT_TRUE(says(other, "the masks are read by \"road=255\", those that the run was trained on were by \"road=3\""));
  fs::remove(folder_ / "other/images/d.png");
  fs::remove(folder_ / "other/masks/d.png");
  EXPECT_TRUE(says(open({.data = folder_ / "other"}), (folder_ / "other").string() +
                                                          " holds 1 of the 2 test tiles of the run's split; those that "
                                                          "the data set declares are taken"));
}

TEST_F(EvaluatedDataTest, WhyMovedDataIsNotTheRunsIsToldWithWhatIsRefused) {
  fs::rename(folder_ / "data", folder_ / "moved");
  fs::remove(folder_ / "moved/images/d.png");
  try {
    open({.data = folder_ / "moved"});
    FAIL() << "nobody has said which class is road";
  } catch (const Error& error) {
    ASSERT_EQ(error.problems().size(), 2u) << error.what();
    EXPECT_EQ(describe(error.problems()[1]), (folder_ / "moved").string() +
                                                 " holds 1 of the 2 test tiles of the run's split; restore what is "
                                                 "missing, for example images/d.png");
  }
}

TEST_F(EvaluatedDataTest, WhatIsOpenIsToldWithTheRunsRule) {
  for (const char* part : {"images", "masks"}) {
    fs::create_directories(folder_ / "other" / part);
    fs::copy_file(folder_ / "data" / part / "a.png", folder_ / "other" / part / "z.png");
  }
  try {
    open({.data = folder_ / "other"});
    FAIL() << "nobody has said which class is road";
  } catch (const Error& error) {
    EXPECT_TRUE(error.problems().front().remedy.ends_with("; the run was trained by --mask-values \"road=3\""))
        << error.what();
  }
}

}  // namespace
}  // namespace macadam
