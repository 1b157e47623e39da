#include "runs/run_store.h"

#include "base/error.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdlib.h>
#include <thread>
#include <time.h>

namespace macadam {
namespace {

/// 2026-11-22 15:12:30 UTC.
constexpr std::chrono::system_clock::time_point kNow{std::chrono::seconds(1'795'360'350)};

class RunStore : public testing::Test {
 protected:
  RunStore() {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
  }
  TemporaryFolder folder_;
};

}  // namespace

TEST_F(RunStore, NamesARunAfterItsTimeAndItsSpec) {
  const RunFolder run = createRun(folder_ / "runs", "SSLKD: demo, 1:4", "seed = 1\n", kNow);
  EXPECT_EQ(run.name(), "2026-11-22_1512_sslkd-demo-1-4");
  EXPECT_EQ(readText(run.spec()), "seed = 1\n");
  EXPECT_TRUE(std::filesystem::is_directory(run.checkpoints()));
  EXPECT_TRUE(std::filesystem::is_directory(run.previews()));
}

TEST_F(RunStore, GivesEqualNamesTheirOwnFolders) {
  createRun(folder_.path(), "demo", "", kNow);
  EXPECT_EQ(createRun(folder_.path(), "demo", "", kNow).name(), "2026-11-22_1512_demo_2");
  EXPECT_EQ(createRun(folder_.path(), "demo", "", kNow).name(), "2026-11-22_1512_demo_3");
}

TEST_F(RunStore, ListsRunsInOrderAndNothingElse) {
  createRun(folder_.path(), "b", "", kNow + std::chrono::hours(1));
  createRun(folder_.path(), "a", "", kNow);
  std::filesystem::create_directory(folder_ / "not a run");
  const std::vector<RunFolder> runs = listRuns(folder_.path());
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].name(), "2026-11-22_1512_a");
  EXPECT_EQ(runs[1].name(), "2026-11-22_1612_b");
  EXPECT_TRUE(listRuns(folder_ / "missing").empty());
}

TEST_F(RunStore, OpensARunWithOrWithoutATrailingSlashAndRefusesOtherFolders) {
  const RunFolder run = createRun(folder_.path(), "a", "", kNow);
  EXPECT_EQ(openRun(run.path() / ""), run);
  EXPECT_THROW(openRun(folder_.path()), Error);
}

TEST_F(RunStore, OneRunIsTrainedByOneProcessAtATime) {
  const RunFolder run = createRun(folder_.path(), "a", "", kNow);
  EXPECT_FALSE(isLocked(run));
  {
    const RunLock lock(run);
    EXPECT_TRUE(isLocked(run));
    EXPECT_THROW(RunLock second(run), Error);
  }
  EXPECT_FALSE(isLocked(run));
  const RunLock again(run);
}

TEST_F(RunStore, AskingWhetherARunIsLockedDoesNotHinderItsTraining) {
  const RunFolder run = createRun(folder_.path(), "a", "", kNow);
  { const RunLock first(run); }  // makes the file that is asked about
  std::atomic<int> asked{0};
  const std::jthread asker([&](const std::stop_token& stop) {
    for (; !stop.stop_requested(); ++asked) isLocked(run);
  });
  while (asked < 20000) EXPECT_NO_THROW(RunLock lock(run));  // one in twenty meets a question
}

TEST_F(RunStore, OnlyARunInWhichNothingWasTrainedIsRemoved) {
  const RunFolder untrained = createRun(folder_.path(), "untrained", "", kNow);
  removeIfUntrained(untrained);
  EXPECT_FALSE(std::filesystem::exists(untrained.path()));

  const RunFolder withoutFolder = createRun(folder_.path(), "without", "", kNow);
  std::filesystem::remove(withoutFolder.checkpoints());
  removeIfUntrained(withoutFolder);
  EXPECT_FALSE(std::filesystem::exists(withoutFolder.path()));

  const RunFolder trained = createRun(folder_.path(), "trained", "", kNow);
  appendText(trained.checkpoints() / "teachers.safetensors", "weights");
  removeIfUntrained(trained);
  EXPECT_TRUE(std::filesystem::exists(trained.checkpoints() / "teachers.safetensors"));

  const RunFolder inUse = createRun(folder_.path(), "in use", "", kNow);
  const RunLock lock(inUse);
  removeIfUntrained(inUse);
  EXPECT_TRUE(std::filesystem::exists(inUse.spec()));
}

}  // namespace macadam
