#include "labels/label_plane.h"

#include <gtest/gtest.h>

#include <random>

namespace macadam {
namespace {

constexpr LabelPixel kUnknown{255, 0}, kRoad{1, 1}, kBackground{0, 1};

bool equal(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && cv::countNonZero(a != b) == 0;
}

cv::Mat randomValues(std::mt19937& random, cv::Size size, int most) {
  cv::Mat values(size, CV_8UC1);
  for (auto pixel = values.begin<std::uint8_t>(); pixel != values.end<std::uint8_t>(); ++pixel)
    *pixel = static_cast<std::uint8_t>(random() % (most + 1));
  return values;
}

TEST(LabelPlane, IsFilledAlikeAtFirst) {
  const LabelPlane plane({600, 300}, kUnknown);
  EXPECT_EQ(plane.size(), cv::Size(600, 300));
  EXPECT_EQ(plane.at({599, 299}), kUnknown);
  EXPECT_EQ(plane.uniform(plane.whole()), kUnknown);
  EXPECT_EQ(plane.blockCount(), 6U);
  EXPECT_EQ(plane.blockArea(5), cv::Rect(512, 256, 88, 44));
}

TEST(LabelPlane, PaintsWhatLiesInThePictureAndTellsWhichBlocksChanged) {
  LabelPlane plane({600, 300}, kUnknown);
  EXPECT_EQ(plane.paint(Region::of(cv::Rect(590, 290, 50, 50)), kRoad), cv::Rect(512, 256, 88, 44));
  EXPECT_EQ(plane.at({590, 290}), kRoad);
  EXPECT_EQ(plane.at({599, 299}), kRoad);
  EXPECT_EQ(plane.at({589, 290}), kUnknown);
  EXPECT_EQ(plane.at({590, 289}), kUnknown);
  EXPECT_EQ(cv::countNonZero(plane.labels(plane.whole()) == 1), 100);
  EXPECT_TRUE(plane.paint(Region::of(cv::Rect(590, 290, 50, 50)), kRoad).empty()) << "a second time changes nothing";
  EXPECT_TRUE(plane.paint(Region::of(cv::Rect(-20, -20, 10, 10)), kRoad).empty());
  EXPECT_TRUE(plane.paint(Region::of(cv::Rect(600, 0, 10, 400)), kRoad).empty());
}

TEST(LabelPlane, ABlockThatIsPaintedOverCostsNothingAgain) {
  LabelPlane plane({512, 512}, kUnknown);
  const std::size_t bytes = plane.bytes();
  plane.paint(Region({{5, 10, 20}}), kRoad);
  EXPECT_GT(plane.bytes(), bytes);
  EXPECT_FALSE(plane.uniform({0, 0, 1, 1}));
  EXPECT_EQ(plane.uniform({256, 0, 256, 512}), kUnknown);
  plane.paint(Region::of(cv::Rect(0, 0, 256, 256)), kBackground);
  EXPECT_EQ(plane.bytes(), bytes);
  EXPECT_EQ(plane.uniform({0, 0, 256, 256}), kBackground);
  EXPECT_FALSE(plane.uniform({0, 0, 257, 256})) << "two blocks that differ";
}

TEST(LabelPlane, CopiesShareWhatIsEqualAndChangeApart) {
  LabelPlane plane({512, 512}, kUnknown);
  plane.paint(Region({{5, 10, 20}, {300, 10, 20}}), kRoad);
  LabelPlane copy = plane;
  copy.paint(Region({{5, 12, 14}}), kBackground);
  EXPECT_EQ(plane.at({12, 5}), kRoad);
  EXPECT_EQ(copy.at({12, 5}), kBackground);
  EXPECT_FALSE(plane.block(0).sharesWith(copy.block(0)));
  EXPECT_TRUE(plane.block(2).sharesWith(copy.block(2)));
  EXPECT_FALSE(plane == copy);
  copy.paint(Region({{5, 12, 14}}), kRoad);
  EXPECT_EQ(plane, copy) << "equal pixels are equal, however they came about";
}

TEST(LabelPlane, AnyPaintingGivesThePixelsOfAnArray) {
  std::mt19937 random(11);
  const cv::Size size(517, 301);
  LabelPlane plane(size, kUnknown);
  cv::Mat labels(size, CV_8UC1, cv::Scalar(255)), sources(size, CV_8UC1, cv::Scalar(0));
  for (int round = 0; round < 100; ++round) {
    const cv::Rect area(int(random() % 560) - 20, int(random() % 340) - 20, 1 + random() % 300, 1 + random() % 300);
    const LabelPixel pixel{std::array<std::uint8_t, 3>{0, 1, 255}[random() % 3], std::uint8_t(random() % 3)};
    Region region = Region::of(area);
    if (random() % 2 == 0) region = region.intersected(Region::of(randomValues(random, area.size(), 2), area.tl()));
    plane.paint(region, pixel);
    const cv::Mat inside = region.toMask({{}, size});
    labels.setTo(pixel.label, inside);
    sources.setTo(pixel.source, inside);
    const cv::Rect part = cv::Rect(area.x - 30, area.y - 30, 200, 100) & plane.whole();
    ASSERT_TRUE(equal(plane.labels(part), labels(part))) << round;
    ASSERT_TRUE(equal(plane.sources(part), sources(part))) << round;
  }
  EXPECT_TRUE(equal(plane.labels(plane.whole()), labels));
  EXPECT_TRUE(equal(plane.sources(plane.whole()), sources));
  for (int round = 0; round < 500; ++round) {
    const cv::Point pixel(random() % size.width, random() % size.height);
    ASSERT_EQ(plane.at(pixel), (LabelPixel{labels.at<std::uint8_t>(pixel), sources.at<std::uint8_t>(pixel)}));
  }
}

TEST(LabelPlane, TakesArraysOfAnyRectangle) {
  std::mt19937 random(5);
  const cv::Size size(517, 301);
  LabelPlane plane(size);
  cv::Mat labels = cv::Mat::zeros(size, CV_8UC1), sources = labels.clone();
  for (const cv::Rect& area :
       {cv::Rect({}, size), cv::Rect(256, 0, 256, 256), cv::Rect(100, 200, 300, 80), cv::Rect(516, 300, 1, 1)}) {
    randomValues(random, area.size(), 1).copyTo(labels(area));
    randomValues(random, area.size(), 3).copyTo(sources(area));
    plane.set(area, labels(area), sources(area));
    ASSERT_TRUE(equal(plane.labels(plane.whole()), labels)) << area;
    ASSERT_TRUE(equal(plane.sources(plane.whole()), sources)) << area;
  }
  plane.set({10, 20, 300, 30}, labels({50, 60, 300, 30}));
  EXPECT_EQ(cv::countNonZero(plane.sources({10, 20, 300, 30})), 0);
  EXPECT_TRUE(equal(plane.labels({10, 20, 300, 30}), labels({50, 60, 300, 30})));
  EXPECT_TRUE(equal(plane.sources({10, 50, 300, 30}), sources({10, 50, 300, 30})));
}

}  // namespace
}  // namespace macadam
