#include "ui/train/monitor/watched_run.h"

#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace macadam {
namespace {

StageStarted stage(const std::string& name) {
  return {.name = name, .count = 2, .firstIteration = 1, .iterations = 3, .totalIterations = 6};
}

}  // namespace

TEST(WatchedRun, IsReadWithWhatItSaysOfItsBatchAndItsTiles) {
  const TemporaryFolder folder;
  RunSpec spec{.name = "past"};
  spec.schedule.labelledBatch = 2;
  const RunFolder run = createRun(folder.path(), spec.name, toToml(spec));
  {
    MetricsLog log(run.metrics(), run.previews());
    log.post(stage("teachers"));
    log.post(StepDone{.iteration = 1, .total = 3.0, .stepSeconds = 1.0});
    log.post(StepDone{.iteration = 2, .total = 2.0, .stepSeconds = 1.0});
  }
  const RunReading reading = readRun(run, PreviewPixels::Skip);
  EXPECT_EQ(reading.run.folder, run);
  EXPECT_EQ(reading.run.history.iteration(), 2);
  EXPECT_EQ(reading.run.labelledTiles, 0u) << "it has not written down its split";
  EXPECT_EQ(reading.run.axis(XAxisKind::Epoch).labelledBatch, 2);
  EXPECT_EQ(reading.log.size(), 1u) << "of steps the log says nothing";
}

TEST(WatchedRun, KnowsWhichOfTheNewEventsAreTheLastOfThoseThatWereRead) {
  const std::vector<Event> read{stage("a"), stage("b"), stage("c")};
  EXPECT_EQ(knownAlready({stage("b"), stage("c"), stage("d")}, read), 2u);
  EXPECT_EQ(knownAlready({stage("d")}, read), 0u);
  EXPECT_EQ(knownAlready({stage("a"), stage("b")}, read), 0u) << "they came before the last";
  EXPECT_EQ(knownAlready({}, read), 0u);
}

}  // namespace macadam
