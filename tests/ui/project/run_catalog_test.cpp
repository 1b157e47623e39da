#include "ui/project/run_catalog.h"

#include "runs/event_json.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/jobs/jobs.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <fstream>

namespace macadam {
namespace {

class RunCatalogTest : public testing::Test {
 protected:
  RunFolder addRun(const std::string& name, int minute) {
    RunSpec spec;
    spec.name = name;
    const std::chrono::system_clock::time_point time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
    return createRun(runs_.path(), name, toToml(spec), time + std::chrono::minutes(minute));
  }

  static void write(const RunFolder& run, const std::vector<Event>& events) {
    std::ofstream file(run.metrics(), std::ios::app);
    for (const Event& event : events) file << toJsonLine(event) << "\n";
  }

  TemporaryFolder runs_{};
  Jobs jobs_;
};

TEST_F(RunCatalogTest, ReadsRunsOldestFirst) {
  addRun("later", 20);
  addRun("earlier", 10);
  RunCatalog catalog(runs_.path(), jobs_);
  ASSERT_TRUE(waitFor([&] { return catalog.runs().size() == 2; }));
  EXPECT_EQ(catalog.runs()[0].spec.name, "earlier");
  EXPECT_EQ(catalog.runs()[1].spec.name, "later");
  EXPECT_EQ(catalog.runs()[0].summary.state, RunState::Prepared);
}

TEST_F(RunCatalogTest, KnowsARunThatEndedWithoutAWord) {
  const RunFolder run = addRun("cut", 1);
  write(run, {StageStarted{.name = "student", .count = 1, .firstIteration = 1, .iterations = 50, .totalIterations = 50},
              StepDone{.iteration = 7, .stepSeconds = 0.5}});
  RunCatalog catalog(runs_.path(), jobs_);
  ASSERT_TRUE(waitFor([&] { return catalog.find(run) != nullptr; }));
  EXPECT_EQ(catalog.find(run)->summary.state, RunState::Interrupted);
  EXPECT_EQ(catalog.find(run)->summary.iterations, 7);
  EXPECT_EQ(catalog.find(run)->summary.totalIterations, 50);
}

TEST_F(RunCatalogTest, SeesARunThatComes) {
  RunCatalog catalog(runs_.path(), jobs_);
  QSignalSpy changed(&catalog, &RunCatalog::changed);
  ASSERT_TRUE(waitFor([&] { return changed.count() == 1; }));
  EXPECT_TRUE(catalog.runs().empty());
  addRun("new", 1);
  EXPECT_TRUE(waitFor([&] { return catalog.runs().size() == 1; }));
}

TEST_F(RunCatalogTest, SeesWhatAnotherProgramTrains) {
  std::filesystem::create_directories(runs_.path() / "suite");
  std::ofstream(runs_.path() / "suite" / "suite.json") << "{}";
  RunCatalog catalog(runs_.path(), jobs_, nullptr, std::chrono::milliseconds(20));
  QSignalSpy changed(&catalog, &RunCatalog::changed);
  ASSERT_TRUE(waitFor([&] { return changed.count() == 1; }));
  const RunFolder run = createRun(runs_.path() / "suite", "row", toToml(RunSpec{.name = "row"}));
  ASSERT_TRUE(waitFor([&] { return catalog.find(run) != nullptr; })) << "in the folder of a suite";
  {
    const RunLock lock(run);
    write(run, {StepDone{.iteration = 7}});
    ASSERT_TRUE(waitFor([&] { return catalog.find(run)->summary.state == RunState::Running; }));
    write(run, {StepDone{.iteration = 8}});
    ASSERT_TRUE(waitFor([&] { return catalog.find(run)->summary.iterations == 8; }));
  }
  ASSERT_TRUE(waitFor([&] { return catalog.find(run)->summary.state == RunState::Interrupted; }));
}

TEST_F(RunCatalogTest, MakesNothingWhereTheProjectHasGone) {
  const std::filesystem::path project = runs_.path() / "project";
  std::filesystem::create_directories(project / "runs");
  const RunFolder run = createRun(project / "runs", "row", toToml(RunSpec{.name = "row"}));
  RunCatalog catalog(project / "runs", jobs_, nullptr, std::chrono::milliseconds(20));
  ASSERT_TRUE(waitFor([&] { return catalog.runs().size() == 1; }));
  std::filesystem::remove_all(project);
  ASSERT_TRUE(waitFor([&] { return catalog.runs().empty(); }));
  EXPECT_FALSE(std::filesystem::exists(project));
}

TEST_F(RunCatalogTest, KeepsARunThatCannotBeRead) {
  const RunFolder run = addRun("damaged", 1);
  std::ofstream(run.spec()) << "name = ";
  RunCatalog catalog(runs_.path(), jobs_);
  ASSERT_TRUE(waitFor([&] { return catalog.runs().size() == 1; }));
  EXPECT_FALSE(catalog.runs()[0].problem.isEmpty());
}

TEST_F(RunCatalogTest, ReadsAgainAfterACancel) {
  RunCatalog catalog(runs_.path(), jobs_);
  QSignalSpy changed(&catalog, &RunCatalog::changed);
  QObject::connect(&jobs_, &Jobs::started, &jobs_, &Jobs::cancelAll, Qt::QueuedConnection);
  ASSERT_TRUE(waitFor([&] { return !jobs_.running().isEmpty(); }));
  ASSERT_TRUE(waitFor([&] { return jobs_.running().isEmpty(); }));
  QObject::disconnect(&jobs_, &Jobs::started, &jobs_, nullptr);
  addRun("new", 1);
  catalog.refresh();
  EXPECT_TRUE(waitFor([&] { return catalog.runs().size() == 1; }));
}

}  // namespace
}  // namespace macadam
