#include "core/methods/distillation/two_class_pixels.h"
#include "methods/distillation/liu_pair.h"
#include "methods/distillation/liu_pixel.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// Two rows of two positions, whose features are (1, 0) and (0, 1) in turn.
torch::Tensor stripes() {
  return torch::tensor({1.0f, 0.0f, 1.0f, 0.0f, 0.0f, 1.0f, 0.0f, 1.0f}).view({1, 2, 2, 2});
}

torch::Tensor valid(std::vector<std::int64_t> pixels) {
  return torch::tensor(pixels).to(torch::kBool).view({1, 2, 2});
}

}  // namespace

TEST(LiuPixel, IsTheMeanDivergenceOverValidPixels) {
  const torch::Tensor student = logitsOf({0.5, 0.75, 0.001});
  const torch::Tensor theirs = probabilitiesOf({0.75, 0.75, 0.75});
  EXPECT_NEAR(liuPixelLoss(student, theirs, validPixels({1, 1, 0})).item<double>(), 0.065406, 1e-6);  // 0.130812 / 2
  EXPECT_EQ(liuPixelLoss(student, theirs, validPixels({0, 0, 0})).item<double>(), 0.0);
}

TEST(LiuPair, ComparesHowAlikeRegionsAre) {
  // To the teacher all regions are alike; to the student, 8 of the 16 pairs are not at all.
  const torch::Tensor teacher = torch::full({1, 3, 4, 4}, 7.0f);
  EXPECT_NEAR(liuPairLoss(stripes(), teacher, 2, valid({1, 1, 1, 1})).item<double>(), 0.5, 1e-6);
  EXPECT_NEAR(liuPairLoss(5.0 * stripes(), teacher, 2, valid({1, 1, 1, 1})).item<double>(), 0.5, 1e-6);
  EXPECT_NEAR(liuPairLoss(stripes(), teacher, 1, valid({1, 1, 1, 1})).item<double>(), 0.0, 1e-6);
}

TEST(LiuPair, LeavesOutRegionsWithoutAValidPixel) {
  const torch::Tensor teacher = torch::full({1, 3, 2, 2}, 7.0f);
  torch::Tensor student = stripes().requires_grad_();
  const torch::Tensor loss = liuPairLoss(student, teacher, 2, valid({1, 1, 0, 1}));
  EXPECT_NEAR(loss.item<double>(), 4.0 / 9.0, 1e-6);
  loss.backward();
  EXPECT_EQ(student.grad()[0][0][1][0].item<double>(), 0.0);
  EXPECT_EQ(liuPairLoss(stripes(), teacher, 2, valid({0, 0, 0, 0})).item<double>(), 0.0);
}

TEST(LiuPair, HasAFiniteGradientWhereFeaturesAreZero) {
  torch::Tensor student = torch::zeros({1, 2, 2, 2}).requires_grad_();
  liuPairLoss(student, torch::ones({1, 2, 2, 2}), 2, valid({1, 1, 1, 1})).backward();
  EXPECT_TRUE(torch::isfinite(student.grad()).all().item<bool>());
}

}  // namespace macadam
