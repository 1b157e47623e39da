#include "session/suite.h"

#include "data/demo_world.h"
#include "data/split.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Keeps the folders; calls `beforeSecond` when the second run's turn has come.
struct Listener : SuiteListener {
  void begin(const SuiteStep& step) override {
    folders.push_back(step.folder);
    note = step.note;
    if (folders.size() == 2 && beforeSecond) beforeSecond();
  }
  void post(Event) override {}

  std::vector<RunFolder> folders;
  std::string note;
  std::function<void()> beforeSecond;
};

/// Demo tiles of 32 pixels, a split of them in a file, and two runs of one step.
class Suite : public testing::Test {
 protected:
  Suite() {
    writeDemoDataset(folder_ / "data", {.trainTiles = 8, .validationTiles = 4, .testTiles = 4, .tileSize = 32});
    for (const Sample& sample : openDataset(folder_ / "data", 32).samples) {
      if (sample.origin == Origin::Training) split_.labelled.push_back(sample.id);
      if (sample.origin == Origin::Validation) split_.validation.push_back(sample.id);
    }
    saveSplit(split_, file());
  }

  void editTheFile() const {
    Split edited = split_;
    edited.labelled.pop_back();
    saveSplit(edited, file());
  }

  fs::path file() const { return folder_ / "split.toml"; }
  fs::path runs() const { return folder_ / "suite"; }

  SuiteOutcome train(Listener& listener) const {
    RunSpec spec;
    spec.name = "tiny";
    spec.device.kind = DeviceKind::Cpu;
    spec.threads = 1;
    spec.data.path = (folder_ / "data").string();
    spec.data.tileSize = 32;
    spec.split.file = file().string();
    spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
    spec.method =
        SslkdSpec{.iterations = 1, .warmUpIterations = 0, .teachers = {.iterations = 1, .warmUpIterations = 0}};
    spec.schedule.labelledBatch = 2;
    spec.schedule.previewEvery = 0;
    PauseGate gate;
    return runSuite(planSuite(spec, {"supervised-student"}, {1, 2}), runs(), {}, gate, listener);
  }

  TemporaryFolder folder_;
  Split split_{.name = "mine", .groupedByScene = false};
};

TEST_F(Suite, TrainsAllRunsOnTheSplitThatItBeganWith) {
  Listener listener;
  listener.beforeSecond = [&] { editTheFile(); };
  const SuiteOutcome outcome = train(listener);
  ASSERT_TRUE(outcome.failures.empty()) << describe(outcome.failures.front());
  ASSERT_EQ(outcome.completed.size(), 2U);
  EXPECT_EQ(loadSplit(runs() / "split.toml"), split_);
  for (const RunFolder& run : outcome.completed) EXPECT_EQ(loadSplit(run.split()).labelled, split_.labelled);
}

TEST_F(Suite, GoesOnWithItsSplitWhenTheFileWasEditedSinceAndSaysSo) {
  Listener listener;
  ASSERT_EQ(train(listener).completed.size(), 2U);
  ASSERT_EQ(train(listener).completed.size(), 2U);
  EXPECT_EQ(listener.note, "") << "of the same split there is nothing to say";
  fs::remove_all(listener.folders.back().path());
  editTheFile();
  const SuiteOutcome outcome = train(listener);
  ASSERT_EQ(outcome.completed.size(), 2U);
  EXPECT_TRUE(listener.note.starts_with(file().string() + " is not the split that this suite began with"))
      << listener.note;
  EXPECT_EQ(loadSplit(outcome.completed[1].split()).labelled, split_.labelled);
}

}  // namespace
}  // namespace macadam
