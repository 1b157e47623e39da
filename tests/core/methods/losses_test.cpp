#include "methods/losses.h"

#include "methods/ramp.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

/// Three pixels in a row, each with softmax (1/4, 3/4).
torch::Tensor threePixels() {
  return torch::tensor({0.0f, 0.0f, 0.0f, std::log(3.0f), std::log(3.0f), std::log(3.0f)}).view({1, 2, 1, 3});
}

torch::Tensor labels(std::vector<std::int64_t> values) {
  return torch::tensor(values).view({1, 1, static_cast<std::int64_t>(values.size())});
}

}  // namespace

TEST(Losses, CrossEntropyIsTheMeanOverValidPixels) {
  // Road: ln(4/3) = 0.287682; background: ln 4 = 1.386294; the third pixel is ignored.
  EXPECT_NEAR(crossEntropy(threePixels(), labels({1, 0, 255})).item<double>(), 0.836988, 1e-6);
}

TEST(Losses, CrossEntropyGradientIsProbabilityMinusLabelOverTheCount) {
  torch::Tensor logits = threePixels().requires_grad_();
  crossEntropy(logits, labels({1, 0, 255})).backward();
  const torch::Tensor road = logits.grad()[0][1][0];
  EXPECT_NEAR(road[0].item<double>(), -0.125, 1e-6);  // (0.75 − 1) / 2
  EXPECT_NEAR(road[1].item<double>(), 0.375, 1e-6);   // (0.75 − 0) / 2
  EXPECT_EQ(road[2].item<double>(), 0.0);
}

TEST(Losses, CrossEntropyOfIgnoredPixelsAloneIsZeroAndLearnsNothing) {
  torch::Tensor logits = threePixels().requires_grad_();
  const torch::Tensor loss = crossEntropy(logits, labels({255, 255, 255}));
  loss.backward();
  EXPECT_EQ(loss.item<double>(), 0.0);
  EXPECT_EQ(logits.grad().abs().sum().item<double>(), 0.0);
}

TEST(Losses, HardLabelsAreTheWinningClassAndIgnoreInvalidPixels) {
  const torch::Tensor valid = torch::tensor({true, true, false}).view({1, 1, 3});
  const torch::Tensor scores = torch::tensor({2.0f, 0.0f, 0.0f, 1.0f, 1.0f, 1.0f}).view({1, 2, 1, 3});
  EXPECT_TRUE(torch::equal(hardLabels(scores, valid), labels({0, 1, 255})));
}

TEST(Losses, MeanErrorsCountValidPixelsOnly) {
  const torch::Tensor a = torch::tensor({0.0f, 5.0f, 1.0f, 5.0f}).view({1, 2, 1, 2});
  const torch::Tensor b = torch::zeros({1, 2, 1, 2});
  const torch::Tensor valid = torch::tensor({true, false}).view({1, 1, 2});
  EXPECT_NEAR(meanAbsoluteError(a, b).item<double>(), 2.75, 1e-6);        // (0 + 5 + 1 + 5) / 4
  EXPECT_NEAR(meanAbsoluteError(a, b, valid).item<double>(), 0.5, 1e-6);  // (0 + 1) / 2
  EXPECT_NEAR(meanSquaredError(a, b, valid).item<double>(), 0.5, 1e-6);   // (0 + 1) / 2
  EXPECT_EQ(meanAbsoluteError(a, b, torch::zeros({1, 1, 2}, torch::kBool)).item<double>(), 0.0);
}

TEST(Losses, WeightedCrossEntropyDividesByTheValidPixels) {
  const torch::Tensor weights = torch::tensor({2.0f, 0.0f, 5.0f}).view({1, 1, 3});
  const torch::Tensor valid = torch::tensor({true, true, false}).view({1, 1, 3});
  // Labelled background: 2 · ln 2, which is what the first pixel's equal logits give, over two pixels.
  const torch::Tensor logits = torch::tensor({0.0f, 0.0f, 0.0f, 0.0f, 1.0f, 1.0f}).view({1, 2, 1, 3});
  EXPECT_NEAR(weightedCrossEntropy(logits, labels({0, 1, 0}), weights, valid).item<double>(), 0.693147, 1e-6);
}

TEST(Losses, DiceErrorIsTheMeanOverTheClasses) {
  // Road: 1 − 2 · 0.75 / (0.5625 + 1) = 0.04; background: 1 − 0 / 0.0625.
  const torch::Tensor said = torch::tensor({0.25f, 0.5f, 0.75f, 0.5f}).view({1, 2, 1, 2});
  EXPECT_NEAR(diceError(said, labels({1, 255})).item<double>(), 0.52, 1e-4);
  EXPECT_EQ(diceError(said, labels({255, 255})).item<double>(), 0.0);
}

TEST(Losses, TotalIsTheWeightedSum) {
  Losses losses;
  losses.add("a", torch::tensor(2.0f));
  losses.add("b", torch::tensor(3.0f), 0.5);
  EXPECT_EQ(losses.total().item<double>(), 3.5);
}

TEST(Ramp, RisesFromExpMinusFiveToOne) {
  EXPECT_NEAR(sigmoidRamp(0.0), 0.006738, 1e-6);
  EXPECT_NEAR(sigmoidRamp(0.5), 0.286505, 1e-6);  // exp(−1.25)
  EXPECT_EQ(sigmoidRamp(1.0), 1.0);
  EXPECT_EQ(sigmoidRamp(7.0), 1.0);
}

}  // namespace macadam
