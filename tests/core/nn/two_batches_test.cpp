#include "nn/two_batches.h"

#include "support/counted_weights.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

double largest(const torch::Tensor& x) {
  return x.abs().max().item<double>();
}

double distance(const torch::Tensor& a, const torch::Tensor& b) {
  return ((a - b).abs().max() / (b.abs().max() + 1e-12)).item<double>();
}

Levels levelsOf(const torch::Tensor& features) {
  Levels levels;
  levels.maps.back() = features;
  return levels;
}

/// Two equal networks, one for both batches at once and one for a pass after the other.
class TwoBatches : public testing::TestWithParam<NetworkSpec> {
 protected:
  TwoBatches() : joint_(makeNetwork(GetParam(), 1)), apart_(makeNetwork(GetParam(), 1)) {
    for (Network* network : {joint_.get(), apart_.get()}) {
      fillCounted(*network, "network");
      network->train();
    }
    torch::manual_seed(3);
    first_ = torch::randn({2, 3, 64, 64});
    second_ = 2.0 * torch::randn({3, 3, 64, 64}) + 1.0;  // with statistics of its own
  }

  std::shared_ptr<Network> joint_;
  std::shared_ptr<Network> apart_;
  torch::Tensor first_, second_;
};

}  // namespace

TEST_P(TwoBatches, AtOnceTeachWhatTheyTeachOneAfterTheOther) {
  const auto together = forwardBoth(*joint_, first_, second_);
  const std::array<Network::Output, 2> apart{apart_->forward(first_), apart_->forward(second_)};
  for (const int batch : {0, 1}) {
    EXPECT_LT(distance(together[batch].logits, apart[batch].logits), 1e-4);
    EXPECT_LT(distance(together[batch].features, apart[batch].features), 1e-4);
  }
  for (const auto& passes : {together, apart}) {
    (passes[0].logits.pow(2).mean() + 3.0 * passes[1].logits.mean() + passes[1].features.mean()).backward();
  }
  const auto joint = joint_->named_parameters(), one = apart_->named_parameters();
  double steepest = 0.0;
  for (const auto& parameter : one) steepest = std::max(steepest, largest(parameter.value().grad()));
  for (const auto& parameter : one) {
    const torch::Tensor expected = parameter.value().grad();
    // A shift that a BatchNorm takes off again has no gradient but rounding.
    const double allowed = 1e-3 * largest(expected) + 1e-6 * steepest;
    EXPECT_LT(largest(joint[parameter.key()].grad() - expected), allowed) << parameter.key();
  }
  for (const auto& buffer : apart_->named_buffers()) {
    const torch::Tensor statistics = joint_->named_buffers()[buffer.key()].to(torch::kFloat);
    EXPECT_LT(distance(statistics, buffer.value().to(torch::kFloat)), 1e-4) << buffer.key();
  }
}

TEST_P(TwoBatches, AtOnceLeaveNothingBehind) {
  (void)forwardBoth(*joint_, first_, second_);
  (void)apart_->forward(first_);
  (void)apart_->forward(second_);
  EXPECT_LT(distance(joint_->forward(second_).logits, apart_->forward(second_).logits), 1e-4);
}

TEST_P(TwoBatches, MayPassThroughAFrozenNetwork) {
  joint_->eval();
  const auto together = forwardBoth(*joint_, first_, second_);
  EXPECT_LT(distance(together[1].logits, joint_->forward(second_).logits), 1e-4);
}

TEST(TwoBatchesOfLargeTiles, PassOneAfterTheOther) {
  struct CountingNetwork : Network {
    std::vector<std::int64_t> passes;  // images in each
    Levels encodeWhole(const torch::Tensor& images) override {
      passes.push_back(images.size(0));
      return levelsOf(images);
    }
    torch::Tensor decodeWhole(Levels levels, std::int64_t, std::int64_t) override { return levels.features(); }
    std::int64_t featureChannels() const override { return 3; }
    std::int64_t stride() const override { return 1; }
  } network;
  (void)forwardBoth(network, torch::zeros({2, 3, 128, 128}), torch::zeros({1, 3, 128, 128}));
  EXPECT_EQ(network.passes, (std::vector<std::int64_t>{3}));
  (void)forwardBoth(network, torch::zeros({2, 3, 224, 224}), torch::zeros({1, 3, 224, 224}));
  EXPECT_EQ(network.passes, (std::vector<std::int64_t>{3, 2, 1}));
}

TEST(TwoBatchesOfALayerThatWouldMixThem, PassOneAfterTheOther) {
  struct MixingNetwork : Network {
    MixingNetwork() { register_module("norm", torch::nn::BatchNorm2d(3)); }
    int passes = 0;
    Levels encodeWhole(const torch::Tensor& images) override {
      ++passes;
      return levelsOf(images);
    }
    torch::Tensor decodeWhole(Levels levels, std::int64_t, std::int64_t) override { return levels.features(); }
    std::int64_t featureChannels() const override { return 3; }
    std::int64_t stride() const override { return 1; }
  } network;
  (void)forwardBoth(network, torch::zeros({2, 3, 8, 8}), torch::zeros({1, 3, 8, 8}));
  EXPECT_EQ(network.passes, 2);
}

INSTANTIATE_TEST_SUITE_P(
    OfEachArchitecture, TwoBatches,
    testing::Values(NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.25},
                    NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125},
                    NetworkSpec{.decoder = Decoder::UNet, .encoder = Encoder::Vgg16, .width = 0.125},
                    NetworkSpec{.decoder = Decoder::PspNet, .encoder = Encoder::EfficientNetLite0, .width = 0.125},
                    NetworkSpec{.decoder = Decoder::SegFormer, .encoder = Encoder::MitB0, .width = 0.125}));

}  // namespace macadam
