#include "runs/suite_index.h"

#include "base/error.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

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
