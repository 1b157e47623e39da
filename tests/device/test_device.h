#pragma once

#include "base/error.h"
#include "spec/run_spec.h"
#include "train/device.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace macadam {

/// What the suite runs on: what MACADAM_TEST_DEVICE names (`cpu`, `cuda`, `cuda:1`), the CPU where it names nothing.
inline DeviceSpec testDeviceSpec() {
  const char* named = std::getenv("MACADAM_TEST_DEVICE");
  const std::string text = named != nullptr ? named : "cpu";
  const auto spec = deviceFromText(text);
  if (!spec) throw Error("MACADAM_TEST_DEVICE=" + text, "is no device", "take cpu, cuda or cuda:1");
  return *spec;
}

inline torch::Device testDevice() {
  const torch::Device device = resolveDevice(testDeviceSpec());
  prepareThread(device, 0);
  return device;
}

/// Full networks on a GPU, an eighth of their width on the CPU.
inline double testWidth() {
  return testDevice().is_cuda() ? 1.0 : 0.125;
}

/// ‖a − b‖ / ‖b‖, both on the CPU in double.
inline double distance(const torch::Tensor& a, const torch::Tensor& b) {
  const torch::Tensor reference = b.detach().to(torch::kCPU, torch::kDouble);
  const torch::Tensor difference = a.detach().to(torch::kCPU, torch::kDouble) - reference;
  return (difference.norm() / reference.norm().clamp_min(1e-30)).item<double>();
}

/// Expects a measured value to be at most `limit`, and prints both: the figures of a device that is new to us.
inline void expectAtMost(double limit, double measured, const std::string& what) {
  const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
  std::printf("[ MEASURED ] %s.%s: %s %.2e, at most %.2e\n", test->test_suite_name(), test->name(), what.c_str(),
              measured, limit);
  EXPECT_LE(measured, limit) << what;
}

}  // namespace macadam
