#include "methods/fixmatch.h"

#include "support/fixed_network.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

PseudoLabels fourPixels() {
  return {.labels = torch::tensor({0, 0, 1, 1}).view({1, 1, 4}),
          .confidence = torch::tensor({0.99f, 0.96f, 0.97f, 0.6f}).view({1, 1, 4}),
          .valid = torch::ones({1, 1, 4}, torch::kBool)};
}

torch::Tensor truth(std::vector<std::int64_t> labels) {
  return torch::tensor(labels).view({1, 1, 4});
}

void expectThresholds(const LearningStatus& status, double background, double road) {
  const torch::Tensor thresholds = status.thresholds(0.95);
  EXPECT_NEAR(thresholds[0].item<double>(), background, 1e-5);
  EXPECT_NEAR(thresholds[1].item<double>(), road, 1e-5);
}

}  // namespace

TEST(FixMatch, LearnsLabelsThatAreProbableEnough) {
  auto network = std::make_shared<FixedNetwork>(0.0f, kLn3);  // 3/4 road
  const StepResult result = FixMatch({"student", network}, 2.0, 0.75).step(onePixel(), {});
  EXPECT_NEAR(value(result, "supervised student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(result, "pseudo-label student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(result.losses.total().item<double>(), 3.0 * kLn4Over3, 1e-6);
  EXPECT_EQ(result.pseudoLabels.sources.size(), 1U);
}

TEST(FixMatch, LearnsNothingOfOthers) {
  auto network = std::make_shared<FixedNetwork>(0.0f, kLn3);
  const StepResult result = FixMatch({"student", network}, 1.0, 0.76).step(onePixel(), {});
  EXPECT_EQ(value(result, "pseudo-label student"), 0.0);
}

TEST(FixMatch, DividesByAllValidPixels) {
  const torch::Tensor logits = torch::tensor({0.0f, 0.0f, 0.0f, kLn3, kLn3, kLn3}).view({1, 2, 1, 3});
  const PseudoLabels labels{.labels = torch::ones({1, 1, 3}, torch::kLong),
                            .confidence = torch::tensor({0.9f, 0.5f, 0.9f}).view({1, 1, 3}),
                            .valid = torch::tensor({true, true, false}).view({1, 1, 3})};
  EXPECT_NEAR(crossEntropy(logits, labels, labels.confidence.ge(0.8)).item<double>(), kLn4Over3 / 2.0, 1e-6);
}

TEST(FlexMatch, AcceptsAllBeforeAnythingIsKnown) {
  auto network = std::make_shared<FixedNetwork>(0.0f, kLn3);
  auto status = std::make_shared<LearningStatus>(0.9);
  const StepResult result = FixMatch({"student", network}, 1.0, 0.95, status).step(onePixel(), {});
  EXPECT_NEAR(value(result, "pseudo-label student"), kLn4Over3, 1e-6);
}

TEST(FlexMatch, ThresholdsFollowTheShareOfConfidentLabels) {
  LearningStatus status(0.5);
  expectThresholds(status, 0.0, 0.0);
  status.observe(fourPixels(), 0.95, truth({0, 0, 1, 1}));
  // Confident: (1/2, 1/4) of the pixels, halved (1/4, 1/8); unused 5/8: status (0.4, 0.2).
  expectThresholds(status, 0.2375, 0.105556);  // 0.95 · 0.4/1.6, 0.95 · 0.2/1.8
}

TEST(FlexMatch, ARareClassIsMeasuredByItsOwnShare) {
  LearningStatus status(0.5);
  status.observe(fourPixels(), 0.95, truth({0, 0, 0, 1}));
  // Labelled shares (5/8, 3/8) after half a step: (0.25/1.25, 0.125/0.75) of 5/8: status (0.32, 0.266667).
  expectThresholds(status, 0.180952, 0.146154);
}

TEST(FlexMatch, WhatIsKnownIsSavedAsBuffers) {
  const FixMatch method({"student", std::make_shared<FixedNetwork>(0.0f, 0.0f)}, 1.0, 0.95,
                        std::make_shared<LearningStatus>(0.9));
  const std::vector<NamedModule> modules = method.auxiliaryModules();
  ASSERT_EQ(modules.size(), 2U);
  EXPECT_EQ(modules[1].module->named_buffers().size(), 2U);
}

}  // namespace macadam
