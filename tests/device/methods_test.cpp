#include "device/first_step.h"
#include "device/test_device.h"

#include <cmath>

namespace macadam {
namespace {

class DeviceMethods : public testing::TestWithParam<NamedMethod> {};

}  // namespace

TEST_P(DeviceMethods, TakeTheStepThatTheCpuTakes) {
  const FirstStep expected = firstStep(GetParam().spec, torch::kCPU);
  const FirstStep step = firstStep(GetParam().spec, testDevice());
  ASSERT_EQ(step.terms.size(), expected.terms.size());
  for (const auto& [name, value] : expected.terms) {
    // Each device draws perturbations of its own.
    const double limit = name == "consistency" ? 0.5 : 0.05;
    expectAtMost(limit, std::abs(step.terms.at(name) - value) / std::max(1e-3, value), name);
  }
  expectAtMost(0.01, distance(step.weights, expected.weights), "weights after the step");
}

TEST_P(DeviceMethods, MeasureTheirPseudoLabelsOnTheSamePixels) {
  const PseudoLabelQuality expected = firstStep(GetParam().spec, torch::kCPU).pseudoLabels;
  const PseudoLabelQuality quality = firstStep(GetParam().spec, testDevice()).pseudoLabels;
  ASSERT_EQ(quality.againstTruth.has_value(), expected.againstTruth.has_value());
  ASSERT_EQ(quality.agreement.has_value(), expected.agreement.has_value());
  if (!quality.againstTruth) return;
  EXPECT_EQ(quality.againstTruth->total(), expected.againstTruth->total());
  expectAtMost(0.05, std::abs(quality.confidentShare - expected.confidentShare), "confident share");
}

INSTANTIATE_TEST_SUITE_P(OfTheProject, DeviceMethods, testing::ValuesIn(allMethods()),
                         [](const auto& method) { return method.param.name; });

}  // namespace macadam
