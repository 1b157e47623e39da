#include "methods/gct.h"

#include "support/counted_weights.h"
#include "support/fixed_network.h"
#include "support/one_pixel.h"
#include "support/pixel_network.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace macadam {
namespace {

/// A detector that says the same of every pixel.
std::shared_ptr<FlawDetector> constantDetector(double flaw) {
  TensorRandom random(1);
  auto detector = std::make_shared<FlawDetector>(/*classes=*/2, /*channels=*/8, random);
  const torch::NoGradGuard noGrad;
  auto parameters = detector->named_parameters();
  parameters["classifier.weight"].zero_();
  parameters["classifier.bias"].fill_(flaw);
  return detector;
}

std::shared_ptr<PixelNetwork> pixelNetwork(const std::string& name) {
  auto network = std::make_shared<PixelNetwork>();
  fillCounted(*network, name);
  return network;
}

torch::Tensor row(std::initializer_list<float> values) {
  return torch::tensor(std::vector<float>(values)).view({1, 1, 1, -1});
}

double largestGradient(const torch::nn::Module& module) {
  double largest = 0.0;
  for (const torch::Tensor& parameter : module.parameters()) {
    if (parameter.grad().defined()) largest = std::max(largest, parameter.grad().abs().max().item<double>());
  }
  return largest;
}

}  // namespace

TEST(Gct, TheTargetOfEachPixelIsTheProbabilityWithLessFlaw) {
  const torch::Tensor first = row({0.1f, 0.2f, 0.3f}), second = row({0.7f, 0.8f, 0.9f});
  const auto [ofFirst, ofSecond] =
      Gct::targets({first, second}, {row({0.0f, 0.5f, 0.2f}), row({0.1f, 0.1f, 0.2f})}, 0.6);
  EXPECT_TRUE(torch::equal(ofFirst, row({0.1f, 0.8f, 0.3f}))) << "equal flaws leave each its own";
  EXPECT_TRUE(torch::equal(ofSecond, row({0.1f, 0.8f, 0.9f})));
}

TEST(Gct, ItsTermsHaveTheWeightsOfTheReferenceCode) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3), second = std::make_shared<FixedNetwork>(kLn3, 0.0f);
  Gct method({{"student", first}, {"student2", second}}, constantDetector(0.5), {.rampFraction = 0.5}, 0.01);
  const StepResult result = method.step(onePixel(), {.iteration = 50, .iterations = 100});
  EXPECT_NEAR(value(result, "supervised student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(result, "supervised student2"), kLn4, 1e-5);
  EXPECT_EQ(value(result, "consistency student"), 0.0) << "one pixel has nothing above its lowest flaw";
  EXPECT_EQ(value(result, "flaws student"), 0.0);
  EXPECT_NEAR(value(result, "detector student"), 0.25, 1e-6);  // 0.5 where the truth of one pixel is 0
  std::vector<double> weights;
  for (const Losses::Term& term : result.losses.terms()) weights.push_back(term.weight);
  EXPECT_EQ(weights, (std::vector<double>{1, 1, 100, 1, 100, 1, 5, 5}));
}

TEST(Gct, TheDetectorLearnsFromItsOwnErrorAlone) {
  auto first = std::make_shared<FixedNetwork>(0.0f, kLn3), second = std::make_shared<FixedNetwork>(kLn3, 0.0f);
  const auto detector = constantDetector(0.5);
  Gct method({{"student", first}, {"student2", second}}, detector, {.flawThreshold = 0.0}, 0.01);
  const StepResult result = method.step(onePixel(), {});
  result.losses.terms().back().value.backward();
  EXPECT_GT(largestGradient(*detector), 0.0);
  EXPECT_EQ(largestGradient(*second), 0.0) << "its error teaches no network";
  for (const torch::Tensor& parameter : detector->parameters()) EXPECT_TRUE(parameter.requires_grad());
}

TEST(Gct, FlawsThatBothHaveTeachTheNetworksAndNotTheDetector) {
  const auto first = pixelNetwork("student"), second = pixelNetwork("student2");
  TensorRandom random(1);
  const auto detector = std::make_shared<FlawDetector>(2, 8, random);
  fillCounted(*detector, "detector");
  detector->named_parameters()["classifier.bias"].set_data(torch::full({1}, 0.5));
  const StepBatch batch{.labelledImages = counted("labelled", {2, 3, 128, 128}) * 2,
                        .labels = torch::ones({2, 128, 128}, torch::kLong),
                        .unlabelledImages = counted("unlabelled", {2, 3, 128, 128}) * 2};
  const StepResult result = Gct({{"student", first}, {"student2", second}}, detector, {}, 0.01).step(batch, {});
  result.losses.terms().at(3).value.backward();
  ASSERT_EQ(result.losses.terms().at(3).name, "flaws student");
  EXPECT_GT(largestGradient(*first), 0.0);
  EXPECT_EQ(largestGradient(*second), 0.0);
  EXPECT_EQ(largestGradient(*detector), 0.0);
}

TEST(Gct, TheDetectorHasAdamAtItsOwnRate) {
  RunSpec spec;
  spec.schedule.learningRate = 0.02;
  spec.networks.student.width = 0.125;
  const std::vector<Phase> phases = plan(spec, GctSpec{}, "");
  ASSERT_EQ(phases.front().trained.size(), 2U);
  auto first = std::make_shared<FixedNetwork>(0.0f, 0.0f), second = std::make_shared<FixedNetwork>(0.0f, 0.0f);
  PhaseNetworks networks;
  networks.trained = {{"student", first}, {"student2", second}};
  const auto method = phases.front().stages.front().makeMethod(networks);
  const NamedModule detector = method->auxiliaryModules().front();
  ASSERT_TRUE(detector.learnsBy);
  EXPECT_DOUBLE_EQ(detector.learnsBy->rateFactor, 0.005);  // 1e-4 / 0.02
  EXPECT_EQ(std::get<AdamWRule>(detector.learnsBy->rule).squareKeep, 0.99);
  EXPECT_EQ(detector.module->named_parameters()["conv1.weight"].size(0), 8);  // 64 at the student's width
}

TEST(FlawDetector, HasTheWeightsOfTheReferenceCodeAndSaysOneNumberAPixel) {
  TensorRandom random(1);
  FlawDetector detector(2, 64, random);
  std::int64_t count = 0;
  for (const torch::Tensor& parameter : detector.parameters()) count += parameter.numel();
  // 16 · (5·64 + 64·128 + 128² + 128·256 + 256² + 256·512 + 512² + 512) weights and 1857 biases of convolutions; 2 ·
  // 928 of the norms.
  EXPECT_EQ(count, 16 * 516928 + 1857 + 1856);
  for (const std::int64_t side : {32, 64, 97}) {
    const torch::Tensor map = detector.forward(torch::rand({1, 3, side, side}), torch::rand({1, 2, side, side}));
    EXPECT_EQ(map.sizes(), (std::vector<std::int64_t>{1, 1, side, side}));
  }
}

}  // namespace macadam
