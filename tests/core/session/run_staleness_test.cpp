#include "session/run_staleness.h"

#include "base/atomic_file.h"
#include "data/edited_masks.h"
#include "data/project.h"
#include "image/mask_file.h"
#include "session/data_record.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

using Texts = std::vector<std::string>;

/// Five tiles with masks in a project, and a run on its split.
class Staleness : public testing::Test {
 protected:
  Staleness() {
    for (const char* name : {"a.png", "b.png", "c.png", "d.png", "e.png"}) {
      writeImage(folder_ / "data" / "images" / name);
      writeRoadMask(folder_ / "data" / "masks" / name, 16);
    }
    project_ = createProject(folder_ / "project", folder_ / "data", 32);
    split_ = {.name = "default", .labelled = {id("a"), id("b")}, .unlabelled = {id("d")}, .validation = {id("c")}};
    saveActive(split_);
    open();
    RunSpec spec{.name = "run"};
    spec.split.file = project_.splitFile("default").string();
    run_ = createRun(project_.runs(), "run", toToml(spec));
    saveSplit(split_, run_.split());
    saveDataFiles(recordData(*dataset_, run_, false, ChangedData::Refused, 1).files, run_.dataFiles());
  }

  static std::string id(const std::string& tile) { return "images/" + tile + ".png"; }
  void open() { dataset_ = openDataset(project_.folder, 32); }
  void saveActive(const Split& split) {
    std::filesystem::create_directories(project_.splits());
    saveSplit(split, project_.splitFile(split.name));
  }
  void trainOn(const Split& split) {
    saveActive(split);
    saveSplit(split, run_.split());
    RunSpec spec{.name = "run"};
    spec.split.file = project_.splitFile(split.name).string();
    writeTextAtomically(run_.spec(), toToml(spec));
  }
  void edit(const std::string& tile, int roadRows) {
    cv::Mat mask = cv::Mat::zeros(32, 32, CV_8UC1);
    mask.rowRange(0, roadRows).setTo(1);
    const std::filesystem::path file = project_.labelFile(id(tile));
    std::filesystem::create_directories(file.parent_path());
    writeMask(file, mask);
    dataset_ = withEditedMask(*dataset_, id(tile), file);
  }
  Texts reasons() const { return stalenessOf(run_, *dataset_, split_).reasons; }

  TemporaryFolder folder_{};
  Project project_;
  Split split_;
  std::optional<Dataset> dataset_;
  RunFolder run_{{}};
};

}  // namespace

TEST_F(Staleness, IsNoneWhereAllIsAsItWas) {
  EXPECT_FALSE(stalenessOf(run_, *dataset_, split_).isStale());
  open();
  EXPECT_FALSE(stalenessOf(run_, *dataset_, split_).isStale());
}

TEST_F(Staleness, NamesTheMasksThatWereEditedSince) {
  edit("a", 8);
  EXPECT_EQ(reasons(), (Texts{"1 mask edited since (a.png)"}));
  edit("c", 8);
  edit("b", 8);
  const RunStaleness staleness = stalenessOf(run_, *dataset_, split_);
  EXPECT_EQ(staleness.reasons, (Texts{"3 masks edited since (a.png, b.png, c.png)"}));
  EXPECT_EQ(staleness.editedMasks, (Texts{id("a"), id("b"), id("c")}));
  open();
  EXPECT_EQ(reasons(), staleness.reasons) << "opened anew";
}

TEST_F(Staleness, DoesNotComeFromMasksThatTheRunMadeNoUseOf) {
  edit("d", 8);  // unlabelled
  edit("e", 8);  // in no set
  EXPECT_EQ(reasons(), Texts{});
}

TEST_F(Staleness, EndsForARunOnTheEditedMasksUntilTheyAreEditedAgain) {
  edit("a", 8);
  saveDataFiles(recordData(*dataset_, run_, false, ChangedData::Refused, 1).files, run_.dataFiles());
  EXPECT_EQ(reasons(), Texts{});
  edit("a", 9);
  EXPECT_EQ(reasons(), (Texts{"1 mask edited since (a.png)"}));
}

TEST_F(Staleness, DoesNotComeFromAProjectThatHasMoved) {
  edit("a", 8);
  saveDataFiles(recordData(*dataset_, run_, false, ChangedData::Refused, 1).files, run_.dataFiles());
  std::filesystem::create_directory(folder_ / "elsewhere");
  std::filesystem::rename(project_.folder, folder_ / "elsewhere" / "moved");
  const RunFolder moved(folder_ / "elsewhere" / "moved" / "runs" / run_.name());
  EXPECT_FALSE(stalenessOf(moved, openDataset(folder_ / "elsewhere" / "moved", 32), split_).isStale());
}

TEST_F(Staleness, SaysHowTheSplitHasChanged) {
  split_ = {.name = "default", .labelled = {id("a"), id("b"), id("d"), id("e")}, .validation = {id("c")}};
  EXPECT_EQ(reasons(), (Texts{"split changed: 2 tiles were moved to labelled"}));
  split_ = {.name = "default", .labelled = {id("a")}, .validation = {id("c"), id("d")}};
  EXPECT_EQ(reasons(), (Texts{"split changed: 1 tile was taken out, 1 tile was moved to validation"}));
}

TEST_F(Staleness, ComesFromALaterVersionOfTheSplit) {
  split_.name = "default 2";
  EXPECT_EQ(reasons(), Texts{});
  split_.labelled.push_back(id("d"));
  split_.unlabelled.clear();
  EXPECT_EQ(reasons(), (Texts{"split changed: 1 tile was moved to labelled"}));
}

TEST_F(Staleness, DoesNotComeFromAnotherSplitThatIsShown) {
  split_ = {.name = "ratio 8", .labelled = {id("a")}, .validation = {id("c")}};
  EXPECT_EQ(reasons(), Texts{});
  split_ = {.name = "default 2", .labelled = {id("a")}, .validation = {id("e")}};
  EXPECT_EQ(reasons(), Texts{}) << "it measures on other tiles";
  saveActive({.name = "default", .labelled = {id("a")}, .validation = {id("c")}});
  EXPECT_EQ(reasons(), (Texts{"split changed: 2 tiles were taken out"})) << "the run's own, in its file";
}

TEST_F(Staleness, DoesNotComeFromSplitsOfLikeNamesThatWereDrawnOtherwise) {
  Split trained = split_;
  trained.name = "ratio 8";
  trained.unlabelledPerLabelled = 8.0;
  trainOn(trained);
  split_ = trained;
  split_.labelled = {id("a"), id("b"), id("d")};
  split_.unlabelled.clear();
  split_.name = "ratio 16";
  split_.unlabelledPerLabelled = 16.0;
  EXPECT_EQ(reasons(), Texts{}) << "another drawing";
  split_.name = "ratio 8 2";
  split_.unlabelledPerLabelled = 8.0;
  EXPECT_EQ(reasons(), (Texts{"split changed: 1 tile was moved to labelled"})) << "the version that came of it";
}

TEST_F(Staleness, DoesNotComeFromAnEarlierVersionOfTheSplit) {
  Split trained = split_;
  trained.name = "default 2";
  trained.labelled.push_back(id("d"));
  trained.unlabelled.clear();
  trainOn(trained);
  EXPECT_EQ(reasons(), Texts{}) << "`default` is shown again";
  split_ = trained;
  split_.name = "default 10";
  split_.labelled.push_back(id("e"));
  EXPECT_EQ(reasons(), (Texts{"split changed: 1 tile was moved to labelled"}));
}

TEST_F(Staleness, CannotComeFromWhatWasNotRecorded) {
  edit("a", 8);
  std::filesystem::remove(run_.dataFiles());
  EXPECT_EQ(reasons(), Texts{});
  std::filesystem::remove(run_.split());
  split_.labelled.clear();
  EXPECT_EQ(reasons(), Texts{});
}

TEST_F(Staleness, OfMasksAndSplitIsSaidTogether) {
  edit("a", 8);
  split_.labelled.push_back(id("d"));
  split_.unlabelled.clear();
  EXPECT_EQ(reasons(), (Texts{"1 mask edited since (a.png)", "split changed: 1 tile was moved to labelled"}));
}

}  // namespace macadam
