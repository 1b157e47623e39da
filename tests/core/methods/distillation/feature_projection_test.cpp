#include "methods/distillation/feature_projection.h"

#include "methods/distillation/weighted_mean.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(FeatureProjection, MixesChannelsAndResamples) {
  TensorRandom initial(1);
  FeatureProjection projection(1, 2, initial);
  {
    torch::NoGradGuard noGrad;
    auto parameters = projection.named_parameters();
    parameters["convolution.weight"].copy_(torch::tensor({2.0f, -1.0f}).view({2, 1, 1, 1}));
    parameters["convolution.bias"].copy_(torch::tensor({1.0f, 0.0f}));
  }
  const torch::Tensor x = torch::tensor({0.0f, 4.0f}).view({1, 1, 1, 2});
  const torch::Tensor y = projection.forward(x.to(torch::kBFloat16), 1, 4);
  EXPECT_TRUE(
      torch::allclose(y, torch::tensor({1.0f, 3.0f, 7.0f, 9.0f, 0.0f, -1.0f, -3.0f, -4.0f}).view({1, 2, 1, 4})));
}

TEST(FeatureProjection, BeginsAsItsSeedSays) {
  TensorRandom one(7), again(7), other(8);
  const auto weights = [](TensorRandom& random) { return FeatureProjection(4, 3, random).parameters().front(); };
  const torch::Tensor first = weights(one);
  EXPECT_TRUE(torch::equal(first, weights(again)));
  EXPECT_FALSE(torch::equal(first, weights(other)));
}

TEST(ValidShares, AreOfThePixelsThatAPositionStandsFor) {
  const torch::Tensor valid = torch::tensor({1, 1, 0, 0, 1, 0, 0, 0}).to(torch::kBool).view({1, 2, 4});
  EXPECT_TRUE(torch::equal(validShares(valid, 1, 2), torch::tensor({0.75f, 0.0f}).view({1, 1, 1, 2})));
}

TEST(WeightedMean, IsZeroWhereNothingCounts) {
  const torch::Tensor values = torch::tensor({1.0f, 2.0f, 5.0f, 8.0f}).view({1, 2, 1, 2});
  EXPECT_EQ(weightedMean(values, torch::zeros({1, 1, 1, 2}, torch::kBool)).item<double>(), 0.0);
  EXPECT_NEAR(weightedMean(values, torch::tensor({1.0f, 0.0f}).view({1, 1, 1, 2})).item<double>(), 3.0, 1e-6);
}

}  // namespace macadam
