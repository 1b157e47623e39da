#include "ui/compare/file_budget.h"

#include "support/damage.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>

namespace macadam {
namespace {

class FileBudgetTest : public testing::Test {
 protected:
  /// 1000 bytes, last used so many hours ago.
  void write(const std::string& file, int hoursAgo) {
    std::filesystem::create_directories((folder_ / file).parent_path());
    writeBytes(folder_ / file, std::string(1000, 'x'));
    std::filesystem::last_write_time(folder_ / file,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(hoursAgo));
  }
  bool exists(const std::string& file) const { return std::filesystem::exists(folder_ / file); }

  TemporaryFolder folder_;
};

}  // namespace

TEST_F(FileBudgetTest, WhatWasUsedLongestAgoGoesFirst) {
  write("run/a.png", 3);
  write("run/b.png", 2);
  write("run/c.png", 1);
  FileBudget budget(folder_.path(), 3500);
  EXPECT_EQ(budget.bytes(), 3000u);
  budget.use("run/a.png");
  write("run/d.png", 0);
  budget.use("run/d.png");
  EXPECT_EQ(budget.bytes(), 3000u);
  EXPECT_TRUE(exists("run/a.png")) << "it was used since";
  EXPECT_FALSE(exists("run/b.png"));
  EXPECT_TRUE(exists("run/c.png"));
  EXPECT_TRUE(exists("run/d.png"));
}

TEST_F(FileBudgetTest, TheNextSessionKnowsWhatWasUsedLast) {
  write("run/a.png", 3);
  write("run/b.png", 2);
  FileBudget(folder_.path(), 10'000).use("run/a.png");
  write("run/c.png", 0);
  FileBudget next(folder_.path(), 2000);
  next.use("run/c.png");
  EXPECT_TRUE(exists("run/a.png"));
  EXPECT_FALSE(exists("run/b.png"));
}

TEST_F(FileBudgetTest, AFileThatIsLargerThanTheBudgetStaysAsLongAsItIsInUse) {
  write("run/a.png", 1);
  FileBudget budget(folder_.path(), 100);
  budget.use("run/a.png");
  EXPECT_TRUE(exists("run/a.png"));
  write("run/b.png", 0);
  budget.use("run/b.png");
  EXPECT_FALSE(exists("run/a.png"));
  EXPECT_EQ(budget.bytes(), 1000u);
}

TEST_F(FileBudgetTest, RemovesFoldersThatAreNotToStay) {
  write("stays/network/a.png", 1);
  write("deleted/network/a.png", 1);
  write("0123456789abcdef/b.png", 1);
  FileBudget budget(folder_.path(), 10'000);
  budget.keepOnly({"stays", "never predicted"});
  EXPECT_TRUE(exists("stays/network/a.png"));
  EXPECT_FALSE(exists("deleted"));
  EXPECT_FALSE(exists("0123456789abcdef"));
  EXPECT_EQ(budget.bytes(), 1000u);
}

TEST_F(FileBudgetTest, AFileThatSomethingElseRemovedCountsNoMore) {
  write("run/a.png", 1);
  FileBudget budget(folder_.path(), 10'000);
  EXPECT_EQ(budget.bytes(), 1000u);
  std::filesystem::remove(folder_ / "run/a.png");
  budget.use("run/a.png");
  EXPECT_EQ(budget.bytes(), 0u);
}

}  // namespace macadam
