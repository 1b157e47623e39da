#include "methods/cross_teaching.h"

#include "support/fixed_network.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(CrossTeaching, AddsCrossEntropyAndDiceAndTeachesByDice) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3);   // (1/4, 3/4), says road
  auto second = std::make_shared<FixedNetwork>(kLn3, 0.0f);  // (3/4, 1/4), says background
  CrossTeaching method({{"a", first}, {"b", second}}, 0.1, 1.0);
  const StepResult result = method.step(onePixel(), {.iteration = 0, .iterations = 10});
  // Dice of a with road: background 1, road 1 − 1.5/1.5625 = 0.04; of b: background 1, road 1 − 0.5/1.0625 = 0.529412.
  EXPECT_NEAR(value(result, "supervised a"), 0.5 * (kLn4Over3 + 0.52), 1e-4);
  EXPECT_NEAR(value(result, "supervised b"), 0.5 * (kLn4 + 0.764706), 1e-4);
  EXPECT_NEAR(value(result, "pseudo-label a"), 0.764706, 1e-4);
  EXPECT_NEAR(value(result, "pseudo-label b"), 0.764706, 1e-4);
  EXPECT_NEAR(result.losses.terms().back().weight, 0.1 * 0.006738, 1e-6);
}

TEST(CrossTeaching, LearnsLabelsByAnotherLossAsAllMethodsDo) {
  CrossTeaching method(
      {{"a", std::make_shared<FixedNetwork>(0.0f, kLn3)}, {"b", std::make_shared<FixedNetwork>(kLn3, 0.0f)}}, 0.1, 1.0);
  method.learnLabelsBy({.kind = LossKind::CrossEntropyDice});
  const StepResult result = method.step(onePixel(), {});
  EXPECT_NEAR(value(result, "supervised a"), kLn4Over3 + 0.04, 1e-4);  // Dice of road as above, cross-entropy whole
  EXPECT_NEAR(value(result, "supervised b"), kLn4 + 0.529412, 1e-4);
  EXPECT_NEAR(value(result, "pseudo-label a"), 0.764706, 1e-4);
}

TEST(CrossTeaching, LearnsNothingWhereNothingIsValid) {
  CrossTeaching method(
      {{"a", std::make_shared<FixedNetwork>(0.0f, kLn3)}, {"b", std::make_shared<FixedNetwork>(kLn3, 0.0f)}}, 0.1, 0.0);
  StepBatch batch = onePixel();
  batch.labels.fill_(255);
  batch.unlabelledValid = torch::zeros({1, 1, 1}, torch::kBool);
  EXPECT_NEAR(method.step(batch, {}).losses.total().item<double>(), 0.0, 1e-6);
}

}  // namespace macadam
