#include "annotate/proposals.h"

#include "annotate/probabilities.h"
#include "annotate/shapes.h"
#include "base/error.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

const cv::Rect kWhole(0, 0, 100, 100);

cv::Mat probabilityOf(const Region& road, double value = 0.9) {
  cv::Mat probability(kWhole.size(), CV_32FC1, cv::Scalar(0.1));
  probability.setTo(value, road.toMask(kWhole));
  return probability;
}

Region crossing() {
  return capsule({10, 50}, {90, 50}, 8).united(capsule({50, 10}, {50, 90}, 8));
}

TEST(Proposals, OfACrossingAreItsFourArms) {
  const std::vector<Proposal> proposals = findProposals(probabilityOf(crossing()), {});
  ASSERT_EQ(proposals.size(), 4u);
  Region all;
  std::int64_t pixels = 0;
  for (const Proposal& proposal : proposals) {
    EXPECT_NEAR(proposal.probability, 0.9, 1e-6);
    EXPECT_EQ(proposal.bounds, proposal.region.bounds());
    EXPECT_TRUE(proposal.region.contains(cv::Point(proposal.at)));
    EXPECT_GT(proposal.region.area(), 250);
    pixels += proposal.region.area();
    all = all.united(proposal.region);
  }
  EXPECT_EQ(all, crossing());
  EXPECT_EQ(pixels, crossing().area());
}

TEST(Proposals, HaveTheirPlaceInTheMiddleOfTheStretch) {
  const std::vector<Proposal> proposals = findProposals(probabilityOf(Region::of(cv::Rect(20, 40, 61, 7))), {});
  ASSERT_EQ(proposals.size(), 1u);
  EXPECT_EQ(proposals[0].at.y, 43.5);
  EXPECT_NEAR(proposals[0].at.x, 50.5, 1.5);
}

TEST(Proposals, LeaveOutWhatIsLabelledRoadAlready) {
  cv::Mat labels = cv::Mat::zeros(kWhole.size(), CV_8UC1);
  labels(cv::Rect(0, 0, 100, 60)).setTo(1);  // all but the lower arm
  const std::vector<Proposal> proposals = findProposals(probabilityOf(crossing()), labels);
  ASSERT_EQ(proposals.size(), 1u);
  EXPECT_EQ(proposals[0].region, crossing().within({0, 60, 100, 40}));
  labels.setTo(255);
  EXPECT_EQ(findProposals(probabilityOf(crossing()), labels).size(), 4u);
}

TEST(Proposals, LeaveOutSpecksAndRimsOfLabelledRoads) {
  EXPECT_TRUE(findProposals(probabilityOf(disc({50, 50}, 6)), {}).empty());  // 32 pixels
  EXPECT_EQ(findProposals(probabilityOf(disc({50, 50}, 6)), {}, {.leastPixels = 30}).size(), 1u);
  cv::Mat labels;
  cv::Mat(capsule({10, 50}, {90, 50}, 7).toMask(kWhole) / 255).copyTo(labels);
  EXPECT_TRUE(findProposals(probabilityOf(capsule({10, 50}, {90, 50}, 9)), labels).empty());
}

TEST(Proposals, AreAboveTheThreshold) {
  EXPECT_TRUE(findProposals(probabilityOf(crossing(), 0.6), {}, {.threshold = 0.7}).empty());
  EXPECT_EQ(findProposals(probabilityOf(crossing(), 0.6), {}, {.threshold = 0.55}).size(), 4u);
}

TEST(Proposals, FollowEachOtherFromNearToNear) {
  const Region bars = capsule({70, 10}, {90, 10}, 6)
                          .united(capsule({10, 15}, {30, 15}, 6))
                          .united(capsule({10, 85}, {30, 85}, 6))
                          .united(capsule({60, 80}, {90, 80}, 6));
  std::vector<cv::Point> places;
  for (const Proposal& proposal : findProposals(probabilityOf(bars), {})) places.emplace_back(proposal.at);
  ASSERT_EQ(places.size(), 4u);
  EXPECT_LT(places[0].x, 40);  // upper left, upper right, lower right, lower left
  EXPECT_LT(places[0].y, 40);
  EXPECT_GT(places[1].x, 60);
  EXPECT_LT(places[1].y, 40);
  EXPECT_GT(places[2].x, 60);
  EXPECT_GT(places[2].y, 60);
  EXPECT_LT(places[3].x, 40);
}

TEST(Probabilities, AreTheMean) {
  const cv::Mat half = (cv::Mat_<std::uint16_t>(1, 2) << 0, 65535), other = (cv::Mat_<float>(1, 2) << 0.5F, 0.25F);
  EXPECT_FLOAT_EQ(meanProbability({half, other}).at<float>(0, 0), 0.25F);
  EXPECT_FLOAT_EQ(meanProbability({half, other}).at<float>(0, 1), 0.625F);
  EXPECT_EQ(other.at<float>(0, 0), 0.5F);
}

TEST(Probabilities, ThatDoNotFitAreRefused) {
  EXPECT_THROW(meanProbability({}), Error);
  EXPECT_THROW(meanProbability({cv::Mat(2, 2, CV_32FC1), cv::Mat(2, 3, CV_32FC1)}), Error);
  EXPECT_THROW(asProbability(cv::Mat(2, 2, CV_8UC1)), Error);
}

}  // namespace
}  // namespace macadam
