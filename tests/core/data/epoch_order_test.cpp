#include "data/epoch_order.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

std::vector<std::size_t> epoch(const EpochOrder& order, std::uint64_t number) {
  std::vector<std::size_t> indices;
  for (std::uint64_t i = 0; i < 5; ++i) {
    const EpochOrder::Draw drawn = order.at(5 * number + i);
    EXPECT_EQ(drawn.epoch, number);
    indices.push_back(drawn.index);
  }
  return indices;
}

TEST(EpochOrder, VisitsEverySampleOnceAnEpochInAnOrderOfItsOwn) {
  const EpochOrder order(1, "student labelled", 5);
  std::vector<std::size_t> first = epoch(order, 0);
  EXPECT_NE(first, epoch(order, 1));
  std::ranges::sort(first);
  EXPECT_EQ(first, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(EpochOrder, SaysTheSameWhateverWasAskedBefore) {
  const EpochOrder straight(1, "student labelled", 5), crossed(1, "student labelled", 5);
  const std::vector<std::size_t> expected = epoch(straight, 3);
  for (const std::uint64_t other : {9, 0, 4}) epoch(crossed, other);
  EXPECT_EQ(epoch(crossed, 3), expected);
  EXPECT_NE(epoch(EpochOrder(2, "student labelled", 5), 3), expected);
  EXPECT_NE(epoch(EpochOrder(1, "student unlabelled", 5), 3), expected);
}

}  // namespace
}  // namespace macadam
