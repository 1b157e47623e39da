#include "labels/region.h"

#include <gtest/gtest.h>

#include <random>

namespace macadam {
namespace {

cv::Mat randomMask(std::mt19937& random, cv::Size size) {
  cv::Mat mask(size, CV_8UC1);
  for (auto pixel = mask.begin<std::uint8_t>(); pixel != mask.end<std::uint8_t>(); ++pixel)
    *pixel = random() % 3 == 0 ? 255 : 0;
  return mask;
}

bool equal(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && cv::countNonZero(a != b) == 0;
}

TEST(Region, SpansInAnyOrderBecomeRunsThatNeitherOverlapNorTouch) {
  const Region region({{2, 5, 9}, {1, 0, 3}, {2, 9, 12}, {2, 4, 6}, {1, 7, 7}, {1, 4, 5}});
  EXPECT_EQ(region.spans(), (std::vector<Span>{{1, 0, 3}, {1, 4, 5}, {2, 4, 12}}));
  EXPECT_EQ(region.area(), 12);
  EXPECT_EQ(region.bounds(), cv::Rect(0, 1, 12, 2));
}

TEST(Region, KnowsItsPixels) {
  const Region region({{1, 2, 4}, {1, 6, 8}});
  EXPECT_FALSE(region.contains({1, 1}));
  EXPECT_TRUE(region.contains({2, 1}));
  EXPECT_TRUE(region.contains({3, 1}));
  EXPECT_FALSE(region.contains({4, 1}));
  EXPECT_TRUE(region.contains({7, 1}));
  EXPECT_FALSE(region.contains({7, 2}));
  EXPECT_TRUE(Region().isEmpty());
  EXPECT_TRUE(Region().bounds().empty());
}

TEST(Region, SetOperationsAreThoseOfItsPixels) {
  std::mt19937 random(7);
  const cv::Rect all(3, -4, 19, 11);
  for (int round = 0; round < 50; ++round) {
    const cv::Mat a = randomMask(random, all.size()), b = randomMask(random, all.size());
    const Region first = Region::of(a, all.tl()), second = Region::of(b, all.tl());
    EXPECT_TRUE(equal(first.toMask(all), a));
    EXPECT_TRUE(equal(first.united(second).toMask(all), a | b));
    EXPECT_TRUE(equal(first.intersected(second).toMask(all), a & b));
    EXPECT_TRUE(equal(first.without(second).toMask(all), a & ~b));
    const cv::Rect part(6, -2, 7, 5);
    EXPECT_TRUE(equal(first.within(part).toMask(part), a(part - all.tl())));
    EXPECT_EQ(first.within(part).area(), cv::countNonZero(a(part - all.tl())));
  }
}

TEST(Region, MovesAsAWhole) {
  EXPECT_EQ(Region({{1, 2, 4}, {2, 0, 1}}).shifted({-3, 5}), Region({{6, -1, 1}, {7, -3, -2}}));
}

TEST(Region, ARectangleIsARunARow) {
  EXPECT_EQ(Region::of(cv::Rect(2, 3, 4, 2)).spans(), (std::vector<Span>{{3, 2, 6}, {4, 2, 6}}));
}

}  // namespace
}  // namespace macadam
