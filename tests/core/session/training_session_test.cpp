#include "session/training_session.h"

#include <gtest/gtest.h>

#include "data/demo_world.h"
#include "data/split.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"

namespace macadam {
namespace {

struct NoListener : EventSink {
  void post(Event) override {}
};

/// Trains the spec on a few demo tiles that are all labelled.
RunFinished trainWithoutUnlabelled(RunSpec spec) {
  const TemporaryFolder folder;
  const auto data = folder.path() / "data";
  writeDemoDataset(data, {.trainTiles = 4, .validationTiles = 4, .testTiles = 4, .tileSize = 32});
  Split split{.name = "all-labelled"};
  for (const Sample& sample : openDataset(data, 32).samples) {
    if (sample.origin == Origin::Training) split.labelled.push_back(sample.id);
  }
  saveSplit(split, folder.path() / "split.toml");
  spec.data.path = data.string();
  spec.data.tileSize = 32;
  spec.split.file = (folder.path() / "split.toml").string();
  PauseGate gate;
  NoListener listener;
  return TrainingSession(spec, createRun(folder.path() / "runs", "test", toToml(spec))).run({}, gate, listener);
}

}  // namespace

TEST(TrainingSession, MethodThatNeedsUnlabelledTilesSaysThatThereAreNone) {
  RunSpec spec;
  spec.method = CpsSpec{.iterations = 2};
  const RunFinished finished = trainWithoutUnlabelled(spec);
  EXPECT_EQ(finished.ending, Ending::Failed);
  EXPECT_NE(finished.message.find("has no unlabelled tiles"), std::string::npos) << finished.message;
}

}  // namespace macadam
