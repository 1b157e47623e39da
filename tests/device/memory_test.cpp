#include "device/test_device.h"
#include "nn/compat.h"
#include "support/tiny_world.h"
#include "train/step_timing.h"

#include <optional>

namespace macadam {
namespace {

/// What a callable throws for want of memory; fails the test when it throws nothing, passes other failures on.
template <typename Callable>
std::string outOfMemoryMessage(Callable&& callable) {
  try {
    callable();
  } catch (const std::exception& error) {
    if (!isOutOfMemory(error)) throw;
    return error.what();
  }
  ADD_FAILURE() << "there was memory enough";
  return {};
}

StepBatch batchOf(std::int64_t images, std::int64_t size) {
  return {.labelledImages = torch::zeros({images, 3, size, size}),
          .labels = torch::zeros({images, size, size}, torch::kLong)};
}

}  // namespace

TEST(DeviceMemory, ATensorThatIsTooLargeIsRefusedAsThat) {
  const auto options = torch::TensorOptions(torch::kByte).device(testDevice());
  EXPECT_NE(outOfMemoryMessage([&] { torch::empty({std::int64_t{1} << 50}, options); }), "");
  EXPECT_EQ(torch::ones({4}, options).sum().item<int>(), 4);
}

TEST(DeviceMemory, AStepThatIsTooLargeLeavesTheDeviceUsable) {
  const torch::Device device = testDevice();
  if (!device.is_cuda()) GTEST_SKIP() << "filling the host's memory would harm other programs";
  RunSpec spec = tinySpec(SupervisedSpec{.network = Role::Teacher2});
  spec.networks.of(Role::Teacher2) = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16};
  spec.device = testDeviceSpec();
  StepTimer timer(spec);
  timer.train(batchOf(2, 64));  // the libraries' own needs are met

  constexpr std::int64_t kBlock = std::int64_t{1} << 30;
  std::vector<torch::Tensor> ballast;
  outOfMemoryMessage([&] {
    for (;;) ballast.push_back(torch::empty({kBlock}, torch::TensorOptions(torch::kByte).device(device)));
  });
  ASSERT_GT(ballast.size(), 2U);
  ballast.resize(ballast.size() - 2);
  const std::string message = outOfMemoryMessage([&] { timer.train(batchOf(8, 512)); });
  std::printf("[ MEASURED ] DeviceMemory: %s\n", message.substr(0, message.find('\n')).c_str());
  ballast.clear();
  timer.train(batchOf(8, 512));
  timer.train(batchOf(2, 64));
}

TEST(DeviceMemory, TheNextStepNeedsNoMoreThanTheLast) {
  const torch::Device device = testDevice();
  RunSpec spec = tinySpec(SupervisedSpec{});
  spec.device = testDeviceSpec();
  StepTimer timer(spec);
  std::optional<std::int64_t> peaks[3];
  for (auto& peak : peaks) {
    for (int i = 0; i < 3; ++i) timer.train(batchOf(4, 64));
    peak = peakMemory(device);
    restartPeakMemory(device);
  }
  if (!peaks[0]) GTEST_SKIP() << "LibTorch does not count this device's memory";
  EXPECT_GT(*peaks[1], 0);
  EXPECT_EQ(*peaks[1], *peaks[2]);
}

}  // namespace macadam
