#include "base/parallel.h"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>
#include <vector>

namespace macadam {

TEST(Parallel, VisitsEveryIndexOnceAndCountsUp) {
  std::vector<int> visits(100, 0);
  std::vector<std::size_t> done;
  parallelFor(
      100, 4, [&](std::size_t i) { ++visits[i]; }, [&](std::size_t count, std::size_t) { done.push_back(count); });
  EXPECT_EQ(visits, std::vector<int>(100, 1));
  std::vector<std::size_t> upTo(100);
  std::iota(upTo.begin(), upTo.end(), 1);
  EXPECT_EQ(done, upTo);
}

TEST(Parallel, RethrowsTheFirstExceptionAfterAllThreadsEnded) {
  EXPECT_THROW(parallelFor(50, 3,
                           [](std::size_t i) {
                             if (i == 7) throw std::runtime_error("seven");
                           }),
               std::runtime_error);
}

TEST(Parallel, DoesNothingForNothing) {
  parallelFor(0, 4, [](std::size_t) { FAIL(); });
}

}  // namespace macadam
