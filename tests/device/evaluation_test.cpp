#include "device/test_device.h"
#include "support/tiny_world.h"
#include "train/evaluate.h"

namespace macadam {
namespace {

/// Says road where a picture is brighter than the mean; far from undecided on most pixels, and without a convolution,
/// so that every device computes the same.
class BrightIsRoad : public Network {
 public:
  std::int64_t featureChannels() const override { return 3; }
  std::int64_t stride() const override { return 1; }

 private:
  Levels encodeWhole(const torch::Tensor& images) override {
    Levels levels;
    levels.maps.back() = images;
    return levels;
  }
  torch::Tensor decodeWhole(Levels levels, std::int64_t, std::int64_t) override {
    const torch::Tensor brightness = levels.features().sum(1, /*keepdim=*/true);
    return torch::cat({-brightness, brightness}, 1);
  }
};

NetworkScore scoreOn(const std::shared_ptr<Network>& network, const torch::Device& device) {
  TinyTiles tiles(500, 6);
  network->to(device);
  return evaluateNetworks({{"network", network}}, tiles, device, /*viewSide=*/64).front();
}

}  // namespace

TEST(DeviceEvaluation, CountsWhatTheCpuCounts) {
  const auto network = std::make_shared<BrightIsRoad>();
  const NetworkScore expected = scoreOn(network, torch::kCPU);
  const NetworkScore score = scoreOn(network, testDevice());
  EXPECT_EQ(score.pooled, expected.pooled);
  EXPECT_EQ(score.perSample, expected.perSample);
  EXPECT_GT(expected.pooled.truePositives, 0);
}

TEST(DeviceEvaluation, OfANetworkDiffersFromTheCpusByRoundingAlone) {
  for (const NetworkSpec& spec :
       {NetworkSpec{.encoder = Encoder::ResNet18, .width = testWidth()},
        NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = testWidth()}}) {
    const std::shared_ptr<Network> network = makeNetwork(spec, 3);
    const Confusion expected = scoreOn(network, torch::kCPU).pooled;
    const Confusion counts = scoreOn(network, testDevice()).pooled;
    EXPECT_EQ(counts.total(), expected.total());
    const auto moved =
        std::abs(counts.truePositives + counts.falsePositives - expected.truePositives - expected.falsePositives);
    expectAtMost(0.02, static_cast<double>(moved) / static_cast<double>(expected.total()), "share of other labels");
  }
}

}  // namespace macadam
