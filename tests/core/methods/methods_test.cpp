#include "methods/cct.h"
#include "methods/cross_supervision.h"
#include "methods/sslkd.h"
#include "methods/supervised.h"
#include "support/fixed_network.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

std::shared_ptr<AuxiliaryDecoders> decodersOfOneFeature() {
  TensorRandom initial(1);
  return std::make_shared<AuxiliaryDecoders>(1, /*stride=*/1, 2, initial);
}

}  // namespace

TEST(Supervised, IsTheCrossEntropyOfEachNetworkForItself) {
  Supervised method({{"teacher1", std::make_shared<FixedNetwork>(0.0f, kLn3)},
                     {"teacher2", std::make_shared<FixedNetwork>(kLn3, 0.0f)}});
  const StepResult result = method.step(onePixel(), {});
  EXPECT_NEAR(value(result, "supervised teacher1"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(result, "supervised teacher2"), kLn4, 1e-6);
  EXPECT_NEAR(result.losses.total().item<double>(), kLn4Over3 + kLn4, 1e-6);
}

TEST(CrossSupervision, AddsEachNetworksErrorAgainstTheOthersLabels) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3);   // says road
  auto second = std::make_shared<FixedNetwork>(kLn3, 0.0f);  // says background
  CrossSupervision method({{"a", first}, {"b", second}}, 1.5, Scope::Both);
  const StepResult result = method.step(onePixel(), {});
  EXPECT_NEAR(value(result, "pseudo-label a"), kLn4, 1e-6);
  EXPECT_NEAR(value(result, "pseudo-label b"), kLn4, 1e-6);
  EXPECT_NEAR(result.losses.total().item<double>(), kLn4Over3 + kLn4 + 1.5 * 2.0 * kLn4, 1e-5);

  result.losses.total().backward();
  // Road logit of a: supervised 0.75 − 1; pseudo-labels on both pixels 1.5 · (2 · 0.75) / 2.
  EXPECT_NEAR(first->logits.grad()[0][1][0][0].item<double>(), -0.25 + 1.125, 1e-6);
}

TEST(CrossSupervision, OfThreeNetworksEachLearnsTheMeanOfTheOthersLabels) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3);   // says road
  auto second = std::make_shared<FixedNetwork>(kLn3, 0.0f);  // says background
  auto third = std::make_shared<FixedNetwork>(kLn3, 0.0f);
  CrossSupervision method({{"a", first}, {"b", second}, {"c", third}}, 1.5, Scope::Unlabelled);
  const StepResult result = method.step(onePixel(), {});
  EXPECT_NEAR(value(result, "pseudo-label a"), 2.0 * kLn4, 1e-6);
  EXPECT_NEAR(value(result, "pseudo-label b"), kLn4 + kLn4Over3, 1e-6);
  EXPECT_EQ(result.losses.terms().back().weight, 0.75);
  EXPECT_EQ(result.pseudoLabels.sources.size(), 3u);
}

TEST(CrossSupervision, OnUnlabelledAloneLeavesTheLabelledPixelOut) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3);
  auto second = std::make_shared<FixedNetwork>(kLn3, 0.0f);
  StepBatch batch = onePixel();
  batch.unlabelledValid = torch::zeros({1, 1, 1}, torch::kBool);
  const StepResult result = CrossSupervision({{"a", first}, {"b", second}}, 1.5, Scope::Unlabelled).step(batch, {});
  EXPECT_EQ(value(result, "pseudo-label a"), 0.0);  // its only pixel is not valid
}

TEST(CrossSupervision, GivesNoPseudoLabelToIgnoredPixels) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3);
  auto second = std::make_shared<FixedNetwork>(kLn3, 0.0f);
  StepBatch batch = onePixel();
  batch.labels.fill_(255);
  CrossSupervision method({{"a", first}, {"b", second}}, 1.5, Scope::Labelled);
  EXPECT_FALSE(method.needsUnlabelled());
  EXPECT_EQ(method.step(batch, {}).losses.total().item<double>(), 0.0);
}

TEST(Cct, WeighsTheMeanSquaredErrorOfItsDecodersByTheRamp) {
  auto network = std::make_shared<FixedNetwork>(0.0f, kLn3);
  auto decoders = decodersOfOneFeature();
  {
    torch::NoGradGuard noGrad;
    for (torch::Tensor& parameter : decoders->parameters()) parameter.zero_();  // they say (1/2, 1/2) everywhere
  }
  Cct method({"student", network}, decoders, 30.0, 0.1);
  const StepResult first = method.step(onePixel(), {.iteration = 0, .iterations = 100});
  EXPECT_NEAR(value(first, "supervised student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(first, "consistency"), 0.0625, 1e-6);
  EXPECT_NEAR(first.losses.terms().back().weight, 30.0 * 0.006738, 1e-4);
  const StepResult later = method.step(onePixel(), {.iteration = 10, .iterations = 100});
  EXPECT_EQ(later.losses.terms().back().weight, 30.0);
}

TEST(Cct, TeachesTheDecodersAndNotTheTarget) {
  auto network = std::make_shared<FixedNetwork>(0.0f, kLn3, 1.0f);
  Cct method({"student", network}, decodersOfOneFeature(), 30.0, 0.0);
  StepBatch batch = onePixel();
  batch.labels.fill_(255);  // leaves the consistency alone
  method.step(batch, {}).losses.total().backward();
  EXPECT_EQ(network->logits.grad().abs().sum().item<double>(), 0.0);
}

TEST(Sslkd, TakesTheMeanOfAllItsTeachersAndTheFeaturesOfTheFirst) {
  auto student = std::make_shared<FixedNetwork>(0.0f, kLn3, 0.5f);   // (1/4, 3/4)
  auto teacher1 = std::make_shared<FixedNetwork>(0.0f, kLn3, 2.0f);  // (1/4, 3/4)
  auto teacher2 = std::make_shared<FixedNetwork>(0.0f, 0.0f, 9.0f);  // (1/2, 1/2)
  auto teacher3 = std::make_shared<FixedNetwork>(kLn3, 0.0f, 9.0f);  // (3/4, 1/4): the mean is (1/2, 1/2)
  Sslkd method({"student", student}, {{"teacher1", teacher1}, {"teacher2", teacher2}, {"teacher3", teacher3}}, {});
  const StepResult result = method.step(onePixel(), {});
  EXPECT_NEAR(value(result, "features"), 1.5, 1e-6);
  EXPECT_NEAR(value(result, "probabilities"), 0.25, 1e-6);
  EXPECT_EQ(result.pseudoLabels.sources.size(), 3u);
}

TEST(Sslkd, AddsLabelsFeaturesProbabilitiesAndPseudoLabels) {
  auto student = std::make_shared<FixedNetwork>(0.0f, kLn3, 0.5f);
  auto teacher1 = std::make_shared<FixedNetwork>(0.0f, kLn3, 2.0f);  // (1/4, 3/4)
  auto teacher2 = std::make_shared<FixedNetwork>(0.0f, 0.0f, 9.0f);  // (1/2, 1/2): the mean is (3/8, 5/8)
  Sslkd method({"student", student}, {{"teacher1", teacher1}, {"teacher2", teacher2}}, {});
  const StepResult result = method.step(onePixel(), {});
  EXPECT_NEAR(value(result, "supervised student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(result, "features"), 1.5, 1e-6);
  EXPECT_NEAR(value(result, "probabilities"), 0.125, 1e-6);
  EXPECT_NEAR(value(result, "pseudo-label student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(result.losses.total().item<double>(), 2.0 * kLn4Over3 + 1.5 + 0.125, 1e-5);

  result.losses.total().backward();
  EXPECT_FALSE(teacher1->logits.grad().defined());
  EXPECT_FALSE(teacher2->features.grad().defined());
  // Both images share the one feature: each gives −1/2 of the mean's slope.
  EXPECT_NEAR(student->features.grad().item<double>(), -1.0, 1e-6);
}

TEST(Sslkd, WeightsAndScopesAreOptions) {
  auto student = std::make_shared<FixedNetwork>(0.0f, kLn3, 0.5f);
  auto teacher1 = std::make_shared<FixedNetwork>(0.0f, kLn3, 2.0f);
  auto teacher2 = std::make_shared<FixedNetwork>(0.0f, 0.0f);
  SslkdSpec spec{.featureWeight = 0.0, .probabilityWeight = 4.0, .pseudoLabelWeight = 0.0};
  spec.probabilitiesOn = Scope::Unlabelled;
  StepBatch batch = onePixel();
  batch.unlabelledValid = torch::zeros({1, 1, 1}, torch::kBool);
  const StepResult result =
      Sslkd({"student", student}, {{"teacher1", teacher1}, {"teacher2", teacher2}}, spec).step(batch, {});
  EXPECT_NEAR(result.losses.total().item<double>(), kLn4Over3, 1e-6);  // no valid unlabelled pixel is left
}

}  // namespace macadam
