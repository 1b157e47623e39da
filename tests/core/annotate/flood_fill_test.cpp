#include "annotate/flood_fill.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

using Spans = std::vector<Span>;

TEST(FloodFill, TakesWhatIsJoinedToTheSeedSideBySide) {
  const cv::Mat picture = (cv::Mat_<std::uint8_t>(3, 5) << 9, 9, 0, 9, 9,  //
                           0, 9, 0, 9, 9,                                  //
                           9, 0, 0, 0, 9);
  EXPECT_EQ(floodFill(picture, {0, 0}, 0).spans(), (Spans{{0, 0, 2}, {1, 1, 2}}));
  EXPECT_EQ(floodFill(picture, {4, 2}, 0).spans(), (Spans{{0, 3, 5}, {1, 3, 5}, {2, 4, 5}}));
}

TEST(FloodFill, ComparesEachChannelWithTheSeedsAndNotWithTheNeighbours) {
  cv::Mat picture(1, 6, CV_8UC3);
  for (int x = 0; x < 6; ++x) picture.at<cv::Vec3b>(0, x) = cv::Vec3b(100, std::uint8_t(50 + 4 * x), 200);
  EXPECT_EQ(floodFill(picture, {0, 0}, 3).spans(), (Spans{{0, 0, 1}}));
  EXPECT_EQ(floodFill(picture, {0, 0}, 8).spans(), (Spans{{0, 0, 3}}));
  EXPECT_EQ(floodFill(picture, {2, 0}, 8).spans(), (Spans{{0, 0, 5}}));
  EXPECT_EQ(floodFill(picture, {2, 0}, 255).spans(), (Spans{{0, 0, 6}}));
}

TEST(FloodFill, LeavesThePictureAsItIsAndIsEmptyOutsideOfIt) {
  const cv::Mat picture(4, 4, CV_8UC3, cv::Scalar(10, 20, 30)), before = picture.clone();
  EXPECT_EQ(floodFill(picture, {3, 3}, 0).area(), 16);
  EXPECT_EQ(cv::norm(picture, before, cv::NORM_INF), 0.0);
  EXPECT_TRUE(floodFill(picture, {4, 0}, 0).isEmpty());
  EXPECT_TRUE(floodFill(picture, {0, -1}, 0).isEmpty());
}

}  // namespace
}  // namespace macadam
