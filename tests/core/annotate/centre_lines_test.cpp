#include "annotate/centre_lines.h"

#include "annotate/shapes.h"
#include "annotate/thinning.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace macadam {
namespace {

cv::Mat roads(cv::Size size, const std::vector<Region>& regions) {
  cv::Mat area = cv::Mat::zeros(size, CV_8UC1);
  for (const Region& region : regions) area |= region.toMask(cv::Rect({}, size));
  return area;
}

TEST(Thinning, OfABarIsItsMiddleRow) {
  cv::Mat bar = cv::Mat::zeros(9, 20, CV_8UC1);
  bar(cv::Rect(2, 2, 16, 5)).setTo(255);
  const cv::Mat line = thinned(bar);
  std::vector<cv::Point> pixels;
  cv::findNonZero(line, pixels);
  for (const cv::Point pixel : pixels) EXPECT_EQ(pixel.y, 4);
  EXPECT_GE(pixels.size(), 11u);  // at most the half width is lost at either end
  EXPECT_EQ(line.at<std::uint8_t>(4, 10), 255);
}

TEST(Thinning, JoinsWhatWasJoinedAndNothingElse) {
  cv::RNG random(11);
  for (int round = 0; round < 30; ++round) {
    cv::Mat blobs(60, 70, CV_8UC1);
    random.fill(blobs, cv::RNG::UNIFORM, 0, 255);
    cv::GaussianBlur(blobs, blobs, {}, 2.0);
    blobs = blobs > 127;
    const cv::Mat lines = thinned(blobs);
    cv::Mat parts, thinParts;
    EXPECT_EQ(cv::connectedComponents(blobs, parts, 8), cv::connectedComponents(lines, thinParts, 8));
    EXPECT_EQ(cv::countNonZero(lines & ~blobs), 0);
  }
}

TEST(CentreLines, ABarIsOneStretchBetweenTwoEnds) {
  const RoadNet net = findRoadNet(roads({60, 20}, {capsule({8.5, 10.5}, {50.5, 10.5}, 7)}));
  ASSERT_EQ(net.stretches.size(), 1u);
  ASSERT_EQ(net.nodes.size(), 2u);
  EXPECT_EQ(net.nodes[0].stretches, 1);
  EXPECT_EQ(net.nodes[0].at.y, 10.5);
  EXPECT_NEAR(net.nodes[0].at.x, 8.5, 3.5);
  EXPECT_NEAR(net.nodes[1].at.x, 50.5, 3.5);
}

TEST(CentreLines, ACrossingIsOneNodeOfFourStretches) {
  const RoadNet net =
      findRoadNet(roads({61, 61}, {capsule({5.5, 30.5}, {55.5, 30.5}, 7), capsule({30.5, 5.5}, {30.5, 55.5}, 7)}));
  ASSERT_EQ(net.stretches.size(), 4u);
  int crossings = 0;
  for (const RoadNode& node : net.nodes) {
    if (node.stretches == 1) continue;
    ++crossings;
    EXPECT_EQ(node.stretches, 4);
    EXPECT_NEAR(node.at.x, 30.5, 1.0);
    EXPECT_NEAR(node.at.y, 30.5, 1.0);
  }
  EXPECT_EQ(crossings, 1);
  EXPECT_EQ(net.nodes.size(), 5u);
}

TEST(CentreLines, ABumpAtTheSideIsNoStretch) {
  const RoadNet net = findRoadNet(roads({80, 30}, {capsule({8, 15}, {70, 15}, 9), disc({40, 10.5}, 5)}));
  EXPECT_EQ(net.stretches.size(), 1u);
}

TEST(CentreLines, ARingHasNoNodes) {
  cv::Mat ring = cv::Mat::zeros(50, 50, CV_8UC1);
  cv::circle(ring, {25, 25}, 15, cv::Scalar(255), 5);
  const RoadNet net = findRoadNet(ring);
  ASSERT_EQ(net.stretches.size(), 1u);
  EXPECT_EQ(net.stretches[0].from, -1);
  EXPECT_EQ(net.stretches[0].to, -1);
  EXPECT_TRUE(net.nodes.empty());
}

TEST(CentreLines, AStretchGoesFromPixelToNeighbour) {
  const RoadNet net = findRoadNet(roads(
      {100, 100}, {roadLine({{10, 10}, {60, 30}, {80, 90}}, 8), capsule({60, 30}, {20, 80}, 6), disc({90, 10}, 1)}));
  EXPECT_EQ(net.stretches.size(), 4u);  // three arms, and a single pixel
  for (const RoadStretch& stretch : net.stretches) {
    for (std::size_t i = 1; i < stretch.pixels.size(); ++i) {
      const cv::Point step = stretch.pixels[i] - stretch.pixels[i - 1];
      EXPECT_EQ(std::max(std::abs(step.x), std::abs(step.y)), 1);
    }
  }
}

TEST(CentreLines, NothingIsNoNet) {
  const RoadNet net = findRoadNet(cv::Mat::zeros(10, 10, CV_8UC1));
  EXPECT_TRUE(net.nodes.empty());
  EXPECT_TRUE(net.stretches.empty());
}

}  // namespace
}  // namespace macadam
