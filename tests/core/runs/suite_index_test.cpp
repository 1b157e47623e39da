#include "runs/suite_index.h"

#include "base/error.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace macadam {
namespace {

TEST(SuiteIndex, FindsTheRunOfARowAndSeedInAnotherProcess) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "sslkd", "name = \"sslkd\"");
  SuiteIndex(folder.path()).add("sslkd", 3, run);

  const SuiteIndex index(folder.path());
  EXPECT_EQ(index.find("sslkd", 3), run);
  EXPECT_EQ(index.find("sslkd", 1), std::nullopt);
  EXPECT_EQ(index.find("cps", 3), std::nullopt);
}

TEST(SuiteIndex, ForgetsARunWhoseFolderHasGone) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "sslkd", "");
  SuiteIndex index(folder.path());
  index.add("sslkd", 1, run);
  std::filesystem::remove_all(run.path());
  EXPECT_EQ(index.find("sslkd", 1), std::nullopt);
}

TEST(SuiteIndex, KeepsTheLatestRunOfARow) {
  const TemporaryFolder folder;
  const RunFolder first = createRun(folder.path(), "a", "");
  const RunFolder second = createRun(folder.path(), "b", "");
  SuiteIndex index(folder.path());
  index.add("cps", 1, first);
  index.add("cps", 1, second);
  EXPECT_EQ(SuiteIndex(folder.path()).find("cps", 1), second);
}

TEST(SuiteIndex, KeepsWhatAnotherProcessHasAddedSinceItWasRead) {
  const TemporaryFolder folder;
  SuiteIndex one(folder.path()), other(folder.path());
  const RunFolder first = createRun(folder.path(), "a", "");
  const RunFolder second = createRun(folder.path(), "b", "");
  one.add("cps", 1, first);
  other.add("cct", 1, second);
  const SuiteIndex index(folder.path());
  EXPECT_EQ(index.find("cps", 1), first);
  EXPECT_EQ(index.find("cct", 1), second);
}

TEST(SuiteIndex, LosesNothingWhenManyAddAtOnce) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "a", "");
  constexpr std::uint64_t kThreads = 4, kRuns = 8;
  {
    std::vector<std::jthread> suites;
    for (std::uint64_t thread = 0; thread < kThreads; ++thread) {
      suites.emplace_back([&, thread] {
        SuiteIndex index(folder.path());
        for (std::uint64_t i = 0; i < kRuns; ++i) {
          const SuiteLock lock(folder.path());
          index.add("cps", thread * kRuns + i, run);
        }
      });
    }
  }
  const SuiteIndex index(folder.path());
  for (std::uint64_t seed = 0; seed < kThreads * kRuns; ++seed) EXPECT_EQ(index.find("cps", seed), run) << seed;
}

TEST(SuiteIndex, SaysWhetherASuiteWasBegunBeforeItHasRuns) {
  const TemporaryFolder folder;
  SuiteIndex index(folder.path());
  EXPECT_FALSE(index.exists());
  index.begin();
  EXPECT_TRUE(index.exists());
  EXPECT_TRUE(SuiteIndex(folder.path()).isEmpty());
}

TEST(SuiteIndex, DamagedFileIsNamed) {
  const TemporaryFolder folder;
  appendText(folder / "suite.json", "{\"runs\": 3");
  try {
    SuiteIndex index(folder.path());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, (folder / "suite.json").string());
  }
}

}  // namespace
}  // namespace macadam
