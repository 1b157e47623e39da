#include "methods/cgssl.h"

#include "support/fixed_network.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(Cgssl, PixelsOfMuchEntropyWeighLess) {
  // Odds of 1, 3, 9 and 19: entropies 0.693147, 0.562335, 0.325083, 0.198515; the mean is 0.444770. The last is
  // invalid.
  const torch::Tensor road = torch::tensor({1.0f, 3.0f, 9.0f, 19.0f, 99.0f}).log().view({1, 1, 1, 5});
  const torch::Tensor valid = torch::tensor({true, true, true, true, false}).view({1, 1, 5});
  const torch::Tensor weights = certaintyWeights(torch::cat({torch::zeros_like(road), road}, 1), valid);
  // (0.693147 − 0.562335) / (0.693147 − 0.198515) = 0.264463
  const torch::Tensor expected = torch::tensor({0.0f, 0.264463f, 1.0f, 1.0f}).view({1, 1, 4});
  EXPECT_TRUE(torch::allclose(weights.narrow(2, 0, 4), expected, 1e-4, 1e-5)) << weights;
}

TEST(Cgssl, EachNetworkLearnsFromEachOther) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3);  // says road
  auto second = std::make_shared<FixedNetwork>(0.0f, kLn3);
  auto third = std::make_shared<FixedNetwork>(kLn3, 0.0f);  // says background
  const StepResult result = Cgssl({{"a", first}, {"b", second}, {"c", third}}, 1.5).step(onePixel(), {});
  EXPECT_NEAR(value(result, "supervised c"), kLn4, 1e-6);
  // All pixels are equally certain, so that each weighs 1.
  EXPECT_NEAR(value(result, "pseudo-label a"), kLn4Over3 + kLn4, 1e-5);
  EXPECT_NEAR(value(result, "pseudo-label c"), 2.0 * kLn4, 1e-5);
  EXPECT_EQ(result.losses.terms().back().weight, 1.5);
}

}  // namespace macadam
