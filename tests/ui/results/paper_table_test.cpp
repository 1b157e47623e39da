#include "ui/results/paper_table.h"

#include "made_runs.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

class PaperTables : public testing::Test {
 protected:
  RunFolder run(const RunSpec& spec, std::int64_t found) {
    return makeRun(folder_.path(), spec, completedEvents(found));
  }

  TemporaryFolder folder_;
  CountingEngine engine_;
  NetworkCosts costs_{[this]() -> Engine& { return engine_; }};
};

}  // namespace

TEST_F(PaperTables, JoinTheSeedsOfAMethodAndCountEachNetworkOnce) {
  const PaperTable table = paperTable({run(supervisedSpec("a", 1), 60), run(supervisedSpec("b", 2), 70)}, costs_);
  ASSERT_EQ(table.table.comparison.rows.size(), 1u);
  const ComparisonRow& row = table.table.comparison.rows[0];
  EXPECT_EQ(table.table.subset, EvaluatedOn::Test);
  EXPECT_EQ(row.runs, 2);
  EXPECT_EQ(row.parameters, 1'500'000);
  EXPECT_DOUBLE_EQ(row.cells[3]->mean, 0.60);  // IoU of 55 and 65
  EXPECT_TRUE(table.remarks.isEmpty());
  paperTable({run(supervisedSpec("c", 3), 60)}, costs_);
  EXPECT_EQ(engine_.counted, 1);
}

TEST_F(PaperTables, GoWithoutCostsWhenTheEngineCannotBeLoaded) {
  NetworkCosts none([]() -> Engine& { throw Error("macadam-engine.so", "cannot be loaded", "install it again"); });
  const PaperTable table = paperTable({run(supervisedSpec("a"), 60)}, none);
  ASSERT_EQ(table.table.comparison.rows.size(), 1u);
  EXPECT_FALSE(table.table.comparison.rows[0].parameters.has_value());
  ASSERT_EQ(table.remarks.size(), 1);
  EXPECT_TRUE(table.remarks[0].contains("cannot be loaded"));
}

TEST_F(PaperTables, WarnWhenAMeanMixesMoreThanSeeds) {
  RunSpec other = supervisedSpec("b", 2);
  other.schedule.learningRate = 0.5;
  const PaperTable table = paperTable({run(supervisedSpec("a", 1), 60), run(other, 70)}, costs_);
  ASSERT_EQ(table.remarks.size(), 1);
  EXPECT_EQ(table.remarks[0],
            "The supervised runs differ in more than their seed (schedule.learning_rate): their mean mixes settings.");
}

TEST_F(PaperTables, TellWhenTheRunsOfARowDoNotShareOneSplit) {
  std::vector<RunFolder> runs;
  for (const std::uint64_t seed : {1, 2, 3}) {
    RunSpec spec = supervisedSpec("seed-" + std::to_string(seed), seed);
    spec.split.seed = seed;
    runs.push_back(run(spec, 60));
    Provenance provenance = loadProvenance(runs.back().provenance());
    provenance.splitHash = seed == 3 ? "0123456789abcdef" : "fedcba9876543210";
    saveProvenance(provenance, runs.back().provenance());
  }
  EXPECT_EQ(
      paperTable(runs, costs_).remarks,
      QStringList(
          "The supervised runs do not share one split: mean and spread are over 2 splits as well as over seeds."));
  runs.pop_back();
  EXPECT_TRUE(paperTable(runs, costs_).remarks.isEmpty());
}

}  // namespace macadam
