#include "predict/tiling.h"

#include "base/error.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::vector<int> starts(int length, const TilingOptions& options) {
  std::vector<int> found;
  for (const TileSpan& span : tileSpans(length, options)) found.push_back(span.start);
  return found;
}

TEST(TilingFor, SuitsTheCropsOfTheTraining) {
  EXPECT_EQ(tilingFor(96).tileSide, 128);
  EXPECT_EQ(tilingFor(96).overlap, 32);
  EXPECT_EQ(tilingFor(512).overlap, 64);
  EXPECT_EQ(tilingFor(0).tileSide, 512);
}

TEST(TilingFor, TilesOfAnySideAreBlendedOverAQuarterOfItAndAtMost64Pixels) {
  EXPECT_EQ(overlapFor(96), 24);
  EXPECT_EQ(overlapFor(128), 32);
  EXPECT_EQ(overlapFor(1024), 64);
}

TEST(Tiling, AShortAxisIsOneSpan) {
  const std::vector<TileSpan> spans = tileSpans(5, {.tileSide = 64, .overlap = 16});
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].start, 0);
  EXPECT_EQ(spans[0].weights, std::vector<float>(5, 1.0f));
}

TEST(Tiling, SpansAreSpreadEvenlyAndShareAtLeastTheOverlap) {
  EXPECT_EQ(starts(64, {.tileSide = 64, .overlap = 16}), (std::vector<int>{0}));
  EXPECT_EQ(starts(65, {.tileSide = 64, .overlap = 16}), (std::vector<int>{0, 1}));
  EXPECT_EQ(starts(112, {.tileSide = 64, .overlap = 16}), (std::vector<int>{0, 48}));
  EXPECT_EQ(starts(161, {.tileSide = 64, .overlap = 16}), (std::vector<int>{0, 32, 64, 97}));
}

TEST(Tiling, NeighboursFadeIntoEachOtherAsASquaredSine) {
  const std::vector<TileSpan> spans = tileSpans(6, {.tileSide = 4, .overlap = 2});
  ASSERT_EQ(spans.size(), 2u);
  const std::vector<float> first{1.0f, 1.0f, 0.853553f, 0.146447f};
  const std::vector<float> second{0.146447f, 0.853553f, 1.0f, 1.0f};
  for (int i = 0; i < 4; ++i) {
    EXPECT_NEAR(spans[0].weights[i], first[i], 1e-6);
    EXPECT_NEAR(spans[1].weights[i], second[i], 1e-6);
  }
}

TEST(Tiling, SharesSumToOneInEveryPixelOfAnyLength) {
  for (const int length : {1, 31, 32, 33, 63, 97, 128, 513, 1000}) {
    for (const int overlap : {0, 1, 8, 16}) {
      std::vector<double> sums(static_cast<std::size_t>(length), 0.0);
      for (const TileSpan& span : tileSpans(length, {.tileSide = 32, .overlap = overlap})) {
        for (int i = 0; i < span.length(); ++i) sums[span.start + i] += span.weights[i];
      }
      for (const double sum : sums) EXPECT_NEAR(sum, 1.0, 1e-6) << length << " with overlap " << overlap;
    }
  }
}

TEST(Tiling, OptionsThatMakeNoSenseAreRefused) {
  EXPECT_THROW(checkTiling({.tileSide = 31, .overlap = 0}), Error);
  EXPECT_THROW(checkTiling({.tileSide = 64, .overlap = -1}), Error);
  EXPECT_THROW(checkTiling({.tileSide = 64, .overlap = 33}), Error);
  EXPECT_NO_THROW(checkTiling({.tileSide = 64, .overlap = 32}));
}

}  // namespace
}  // namespace macadam
