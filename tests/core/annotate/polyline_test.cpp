#include "annotate/polyline.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(Polyline, HasALength) {
  EXPECT_EQ(lengthOf({{0, 0}, {3, 4}, {3, 10}}), 11.0);
  EXPECT_EQ(lengthOf({{5, 5}}), 0.0);
}

TEST(Polyline, IsResampledAtEqualDistances) {
  EXPECT_EQ(resampled({{0, 0}, {4, 0}, {4, 4}}, 2.0), (Polyline{{0, 0}, {2, 0}, {4, 0}, {4, 2}, {4, 4}}));
  EXPECT_EQ(resampled({{0, 0}, {3, 0}}, 2.0), (Polyline{{0, 0}, {1.5, 0}, {3, 0}}));
  EXPECT_EQ(resampled({{1, 1}, {1, 1}}, 2.0), (Polyline{{1, 1}, {1, 1}}));
}

TEST(Polyline, IsSmoothedBetweenItsEnds) {
  EXPECT_EQ(smoothed({{0, 0}, {4, 8}, {8, 0}}, 1), (Polyline{{0, 0}, {4, 4}, {8, 0}}));
  EXPECT_EQ(smoothed({{0, 0}, {4, 8}, {8, 0}}, 2), (Polyline{{0, 0}, {4, 2}, {8, 0}}));
}

TEST(Polyline, IsSimplifiedWithinATolerance) {
  EXPECT_EQ(simplified({{0, 0}, {5, 0.4}, {10, 0}, {10, 7}}, 0.5), (Polyline{{0, 0}, {10, 0}, {10, 7}}));
  EXPECT_EQ(simplified({{0, 0}, {5, 0.6}, {10, 0}}, 0.5).size(), 3u);
}

}  // namespace
}  // namespace macadam
