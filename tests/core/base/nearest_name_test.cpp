#include "base/nearest_name.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(NearestName, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(editDistance("seed", "seed"), 0);
  EXPECT_EQ(editDistance("sed", "seed"), 1);
  EXPECT_EQ(editDistance("seeds", "seed"), 1);
  EXPECT_EQ(editDistance("need", "seed"), 1);
  EXPECT_EQ(editDistance("sede", "seed"), 1);
  EXPECT_EQ(editDistance("", "seed"), 4);
  EXPECT_EQ(editDistance("kitten", "sitting"), 3);
}

TEST(NearestName, SuggestsTheNearestKnownName) {
  EXPECT_EQ(suggestName("learnin_rate", {"momentum", "learning_rate"}), "did you mean 'learning_rate'?");
}

TEST(NearestName, ListsAllNamesWhenNoneIsNear) {
  EXPECT_EQ(suggestName("colour", {"seed", "threads"}), "known are: seed, threads");
}

}  // namespace
}  // namespace macadam
