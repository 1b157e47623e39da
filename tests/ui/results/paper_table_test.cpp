#include "ui/results/paper_table.h"

#include "base/atomic_file.h"
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

TEST_F(PaperTables, KeepRunsUnderOtherSettingsInRowsOfTheirOwn) {
  RunSpec other = supervisedSpec("b", 2), threads = supervisedSpec("c", 3);
  other.schedule.learningRate = 0.5;
  threads.threads = 7;
  threads.schedule.checkpointEvery = 3;
  const PaperTable table = paperTable({run(supervisedSpec("a", 1), 60), run(other, 70), run(threads, 80)}, costs_);
  ASSERT_EQ(table.table.comparison.rows.size(), 2u);
  EXPECT_EQ(table.table.comparison.rows[0].method, "supervised (schedule.learning_rate 0.01)");
  EXPECT_EQ(table.table.comparison.rows[0].runs, 2) << "what changes no result is no other setting";
  EXPECT_EQ(table.table.comparison.rows[1].method, "supervised (schedule.learning_rate 0.5)");
  EXPECT_TRUE(table.remarks.isEmpty());
}

TEST_F(PaperTables, KeepRunsOnOtherSplitsInRowsOfTheirOwn) {
  std::vector<RunFolder> runs;
  for (const std::uint64_t seed : {1, 2, 3}) {
    RunSpec spec = supervisedSpec("seed-" + std::to_string(seed), seed);
    spec.split.seed = seed;
    runs.push_back(run(spec, 60));
    Provenance provenance = loadProvenance(runs.back().provenance());
    provenance.splitHash = seed == 3 ? "0123456789abcdef" : "fedcba9876543210";
    saveProvenance(provenance, runs.back().provenance());
  }
  const std::vector<ComparisonRow> rows = paperTable(runs, costs_).table.comparison.rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].runs, 2);
  EXPECT_EQ(rows[1].method, "supervised (split 0123)");
}

TEST_F(PaperTables, NameARunThatCannotBeReadAndKeepTheOthers) {
  const RunFolder damaged = run(supervisedSpec("a", 1), 60);
  writeTextAtomically(damaged.spec(), "seed ==");
  const PaperTable table = paperTable({damaged, run(supervisedSpec("b", 2), 70)}, costs_);
  EXPECT_EQ(table.table.comparison.rows.size(), 1u);
  ASSERT_EQ(table.remarks.size(), 1);
  EXPECT_TRUE(table.remarks[0].startsWith("Left out: " + QString::fromStdString(damaged.spec().string())))
      << table.remarks[0].toStdString();
}

}  // namespace macadam
