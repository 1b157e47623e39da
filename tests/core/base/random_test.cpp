#include "base/random.h"

#include <gtest/gtest.h>

#include <set>

namespace macadam {

TEST(RandomStream, IsTheSameOnEveryMachine) {
  RandomStream stream(0, "");
  // SplitMix64 with the state mix(0 + gamma), the published generator's first output for seed 0.
  EXPECT_EQ(streamKey(0, ""), 0xe220a8397b1dcdafULL);
  const double first = stream.uniform();
  EXPECT_EQ(RandomStream(0, "").uniform(), first);
}

TEST(RandomStream, NamesAndCountersGiveDifferentStreams) {
  const std::set<std::uint64_t> keys{streamKey(1, "augment", {0, 1}), streamKey(1, "augment", {1, 0}),
                                     streamKey(1, "augment", {0}), streamKey(1, "split", {0, 1}),
                                     streamKey(2, "augment", {0, 1})};
  EXPECT_EQ(keys.size(), 5U);
}

TEST(RandomStream, BelowCoversItsRangeEvenly) {
  RandomStream stream(7, "below");
  int counts[5] = {};
  for (int i = 0; i < 50000; ++i) ++counts[stream.below(5)];
  for (const int count : counts) EXPECT_NEAR(count, 10000, 400);
}

TEST(RandomStream, NormalHasMeanZeroAndVarianceOne) {
  RandomStream stream(7, "normal");
  double sum = 0, squares = 0;
  for (int i = 0; i < 50000; ++i) {
    const double value = stream.normal();
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / 50000, 0.0, 0.02);
  EXPECT_NEAR(squares / 50000, 1.0, 0.03);
}

TEST(RandomStream, ShuffleKeepsEveryElement) {
  std::vector<int> values{1, 2, 3, 4, 5};
  RandomStream(3, "shuffle").shuffle(values);
  EXPECT_EQ(std::multiset<int>(values.begin(), values.end()), (std::multiset<int>{1, 2, 3, 4, 5}));
}

}  // namespace macadam
