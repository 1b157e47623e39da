#include "device/fake_device.h"

#include "device/first_step.h"
#include "device/test_device.h"
#include "support/tiny_world.h"
#include "train/evaluate.h"

namespace macadam {
namespace {

/// CCT draws its perturbations on the device, and this one has no generator.
std::vector<NamedMethod> methodsWithoutDrawing() {
  std::vector<NamedMethod> methods = allMethods();
  std::erase_if(methods, [](const NamedMethod& method) { return method.name == "cct"; });
  return methods;
}

class FakeDevice : public testing::TestWithParam<NamedMethod> {};

}  // namespace

/// Constants, masks and labels are made where the tensors lie that they meet.
TEST_P(FakeDevice, TakesTheStepThatTheCpuTakes) {
  const FirstStep expected = firstStep(GetParam().spec, torch::kCPU);
  const FirstStep step = firstStep(GetParam().spec, fakeDevice());
  for (const auto& [name, value] : expected.terms) EXPECT_NEAR(step.terms.at(name), value, 1e-3 * value) << name;
  EXPECT_LT(distance(step.weights, expected.weights), 1e-3);
  ASSERT_EQ(step.pseudoLabels.againstTruth.has_value(), GetParam().name != "supervised");
  if (!step.pseudoLabels.againstTruth) return;
  EXPECT_EQ(step.pseudoLabels.againstTruth->total(), expected.pseudoLabels.againstTruth->total());
}

TEST(FakeDeviceItself, RefusesToMixTheDeviceWithTheCpu) {
  const torch::Tensor there = torch::ones({2, 3}, fakeDevice());
  EXPECT_EQ((there * 2).sum().item<double>(), 12.0);
  EXPECT_ANY_THROW(there + torch::ones({2, 3}));
  EXPECT_ANY_THROW(torch::ones({2, 3}).masked_fill(there.gt(0), 5.0));
}

TEST(FakeDeviceItself, EvaluatesAsTheCpuDoes) {
  const std::shared_ptr<Network> network = makeNetwork(NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125}, 3);
  TinyTiles tiles(500, 2);
  const NetworkScore expected = evaluateNetworks({{"network", network}}, tiles, torch::kCPU, /*viewSide=*/64).front();
  network->to(fakeDevice());
  EXPECT_EQ(evaluateNetworks({{"network", network}}, tiles, fakeDevice(), /*viewSide=*/64).front().pooled,
            expected.pooled);
}

INSTANTIATE_TEST_SUITE_P(OfTheProject, FakeDevice, testing::ValuesIn(methodsWithoutDrawing()),
                         [](const auto& method) { return method.param.name; });

}  // namespace macadam
