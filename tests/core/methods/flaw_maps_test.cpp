#include "methods/flaw_maps.h"

#include "eval/confusion.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

/// Probabilities 1×2×H×W of road.
torch::Tensor ofRoad(const torch::Tensor& road) {
  return torch::stack({1.0 - road, road}).unsqueeze(0);
}

torch::Tensor row(std::initializer_list<float> values) {
  return torch::tensor(std::vector<float>(values)).view({1, 1, 1, -1});
}

torch::Tensor flags(std::initializer_list<float> values) {
  return row(values).to(torch::kBool);
}

}  // namespace

TEST(FlawMaps, BlurByAGaussianWhoseDeviationFollowsItsTaps) {
  torch::Tensor point = torch::zeros({1, 1, 5, 5});
  point[0][0][2][2] = 1.0f;
  // Of three taps the deviation is 0.8: exp(−1 / 1.28) = 0.457833, over 1.915666 in all.
  const torch::Tensor blurred = gaussianBlurred(point, 3);
  EXPECT_NEAR(blurred[0][0][2][2].item<double>(), 0.522011 * 0.522011, 1e-5);
  EXPECT_NEAR(blurred[0][0][2][1].item<double>(), 0.522011 * 0.238994, 1e-5);
  EXPECT_NEAR(blurred[0][0][1][1].item<double>(), 0.238994 * 0.238994, 1e-5);
  EXPECT_EQ(blurred[0][0][0][2].item<double>(), 0.0);
  EXPECT_TRUE(torch::equal(gaussianBlurred(point, 1), point));
  EXPECT_TRUE(torch::allclose(gaussianBlurred(torch::ones({1, 1, 5, 5}), 3), torch::ones({1, 1, 5, 5})));
}

TEST(FlawMaps, TapsAreAnOddShareOfTheSide) {
  EXPECT_EQ(blurTaps(321, 8), 41);
  EXPECT_EQ(blurTaps(320, 8), 41);
  EXPECT_EQ(blurTaps(328, 8), 41);
  EXPECT_EQ(blurTaps(336, 8), 43);
  EXPECT_EQ(blurTaps(7, 8), 1);
}

/// Small enough for no blur: 3×3 pixels.
TEST(FlawMaps, AreWhatIsWrongStretchedToOne) {
  const torch::Tensor road = torch::tensor({{0.9f, 0.5f, 0.7f}, {0.9f, 0.9f, 0.9f}, {0.9f, 0.9f, 0.9f}});
  torch::Tensor labels = torch::ones({1, 3, 3}, torch::kLong);
  // Σ |y − p| is 0.2 but for 1.0 and 0.6: stretched 0, 1 and 0.5.
  torch::Tensor flaws = trueFlaws(ofRoad(road), labels, 0);
  EXPECT_TRUE(torch::allclose(flaws[0][0][0], torch::tensor({0.0f, 1.0f, 0.5f}), 1e-4, 1e-5)) << flaws;
  EXPECT_NEAR(flaws[0][0][2][2].item<double>(), 0.0, 1e-5);
  flaws = trueFlaws(ofRoad(road), labels, 1);  // dilated: all but the last row touch the largest
  EXPECT_TRUE(torch::equal(flaws[0][0][1], torch::ones({3}))) << flaws;
  EXPECT_NEAR(flaws[0][0][2][0].item<double>(), 0.0, 1e-5);
  labels[0][0][1] = kIgnore;  // then from 0 to 0.6
  EXPECT_NEAR(trueFlaws(ofRoad(road), labels, 0)[0][0][1][1].item<double>(), 0.2 / 0.6, 1e-5);
}

TEST(FlawMaps, AreCleanedOfWhatIsNegativeAndOfWhatIsSmallAllOver) {
  EXPECT_TRUE(torch::allclose(cleanedFlaws(row({-1.0f, 0.1f, 0.2f})), row({0.0f, 0.5f, 1.0f}), 1e-4, 1e-5));
  EXPECT_TRUE(torch::equal(cleanedFlaws(row({0.0f, 0.05f, 0.09f})), row({0.0f, 0.0f, 0.0f})));
}

TEST(FlawMaps, ComparedSayWhoIsBetterAndWhereBothAreWrong) {
  const FlawComparison flaw =
      compareFlaws(row({0.1f, 0.5f, 0.3f, 0.7f, 0.9f}), row({0.2f, 0.4f, 0.3f, 0.1f, 0.7f}), 0.6);
  EXPECT_TRUE(torch::equal(flaw.firstIsBetter, flags({1, 0, 1, 0, 1})));  // wrong is wrong: 0.9 equals 0.7
  EXPECT_TRUE(torch::equal(flaw.secondIsBetter, flags({0, 1, 1, 1, 1})));
  EXPECT_TRUE(torch::equal(flaw.bothAreWrong, flags({0, 0, 0, 0, 1})));
}

}  // namespace macadam
