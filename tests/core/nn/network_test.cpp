#include "nn/network.h"

#include "base/error.h"
#include "nn/padding.h"
#include "spec/network_channels.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <array>

namespace macadam {
namespace {

/// Says of each pixel what it is, and remembers the size that it was given.
struct Echo : Network {
  std::int64_t featureChannels() const override { return 3; }
  std::int64_t stride() const override { return 16; }
  Levels encodeWhole(const torch::Tensor& images) override {
    given = images;
    Levels levels;
    levels.maps = {images, {}, {}, {}, torch::avg_pool2d(images, 16)};
    return levels;
  }
  torch::Tensor decodeWhole(Levels levels, std::int64_t, std::int64_t) override { return levels.maps.front(); }
  torch::Tensor given;
};

torch::Tensor row(std::vector<float> values) {
  return torch::tensor(values).view({1, 1, 1, -1});
}

/// Every decoder over an encoder of every family that it can stand on.
std::vector<NetworkSpec> narrowNetworks() {
  std::vector<NetworkSpec> specs;
  for (const DecoderFacts& decoder : kDecoders) {
    for (const Encoder encoder :
         {Encoder::ResNet18, Encoder::ResNet50, Encoder::Vgg16, Encoder::MitB0, Encoder::EfficientNetLite0}) {
      if (fits(encoder, decoder.decoder)) specs.push_back({decoder.decoder, encoder, /*width=*/0.125});
    }
  }
  return specs;
}

class NetworkOf : public testing::TestWithParam<NetworkSpec> {};

}  // namespace

TEST(Padding, MirrorsToAndFroWhereASideIsShort) {
  EXPECT_TRUE(torch::equal(padded(row({1, 2, 3}), {.right = 2}), row({1, 2, 3, 3, 2})));
  EXPECT_TRUE(torch::equal(padded(row({1, 2, 3}), {.right = 6}), row({1, 2, 3, 3, 2, 1, 1, 2, 3})));
  EXPECT_TRUE(torch::equal(padded(row({7}), {.right = 4}), row({7, 7, 7, 7, 7})));
  EXPECT_TRUE(torch::equal(padded(row({1, 2}), {.bottom = 1}).squeeze(), torch::tensor({{1.0f, 2.0f}, {1.0f, 2.0f}})));
}

TEST(Padding, IsTheLeastToAWholeStride) {
  const Padding padding = paddingTo(16, 33, 32);
  EXPECT_EQ(padding.bottom, 15);
  EXPECT_EQ(padding.right, 0);
}

TEST(Network, ContinuesAPictureToWholeStridesAndCutsItsAnswerBack) {
  Echo network;
  const torch::Tensor image = torch::arange(3 * 7 * 40, torch::kFloat).view({1, 3, 7, 40});
  const Network::Output output = network.forward(image);
  EXPECT_EQ(network.given.sizes(), (std::vector<std::int64_t>{1, 3, 16, 48}));
  EXPECT_TRUE(torch::equal(output.logits, image));
  EXPECT_EQ(output.features.sizes(), (std::vector<std::int64_t>{1, 3, 1, 3}));
}

TEST(Network, LeavesAPictureOfWholeStridesAsItIs) {
  Echo network;
  const torch::Tensor image = torch::zeros({2, 3, 32, 16});
  network.forward(image);
  EXPECT_TRUE(network.given.is_same(image));
}

TEST(Network, OfADecoderThatDoesNotFitItsEncoderIsRefused) {
  try {
    makeNetwork({.decoder = Decoder::SegNet, .encoder = Encoder::ResNet18}, 0);
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "network 'segnet resnet18 width=1' lacks the pooling indices that SegNet takes from its encoder; "
                 "take vgg16 under it, or another architecture");
  }
}

TEST_P(NetworkOf, TakesPicturesOfAnySizeInTrainingAndInEvaluation) {
  const auto network = makeNetwork(GetParam(), 1);
  for (const auto& [height, width] : std::vector<std::array<std::int64_t, 2>>{{1, 1}, {7, 7}, {1, 40}, {33, 50}}) {
    for (const bool training : {false, true}) {
      network->train(training);
      const Network::Output output = network->forward(torch::rand({2, 3, height, width}));
      const std::int64_t stride = network->stride();
      EXPECT_EQ(output.logits.sizes(), (std::vector<std::int64_t>{2, 2, height, width}));
      EXPECT_EQ(output.features.size(2), (height + stride - 1) / stride);
      EXPECT_EQ(output.features.size(3), (width + stride - 1) / stride);
      EXPECT_TRUE(torch::isfinite(output.logits).all().item<bool>());
    }
  }
}

/// 60×60 becomes 64×64 by four rows and columns that mirror the last ones.
TEST_P(NetworkOf, SaysOfASmallerPictureWhatItSaysOfItsContinuation) {
  const auto network = makeNetwork(GetParam(), 1);
  network->eval();
  torch::NoGradGuard noGrad;
  const torch::Tensor image = torch::rand({1, 3, 60, 60});
  const torch::Tensor taller = torch::cat({image, image.slice(2, 56, 60).flip({2})}, 2);
  const torch::Tensor whole = torch::cat({taller, taller.slice(3, 56, 60).flip({3})}, 3);
  const torch::Tensor expected = network->forward(whole).logits.slice(2, 0, 60).slice(3, 0, 60);
  EXPECT_TRUE(torch::equal(network->forward(image).logits, expected));
}

TEST_P(NetworkOf, HasTheLevelsOfItsFacts) {
  const auto network = makeNetwork(GetParam(), 1);
  network->eval();
  torch::NoGradGuard noGrad;
  const Levels levels = network->encode(torch::rand({1, 3, 64, 96}));
  const LevelChannels channels = levelChannels(GetParam());
  for (std::size_t i = 0; i < channels.size(); ++i) {
    ASSERT_EQ(levels.maps[i].defined(), channels[i] > 0) << i;
    if (channels[i] == 0) continue;
    const std::int64_t stride = std::min<std::int64_t>(2 << i, network->stride());
    EXPECT_EQ(levels.maps[i].sizes(), (std::vector<std::int64_t>{1, channels[i], 64 / stride, 96 / stride})) << i;
  }
  EXPECT_EQ(network->featureChannels(), channels.back());
}

TEST_P(NetworkOf, DecodesWhatItHasEncodedAndNothingElse) {
  const auto network = makeNetwork(GetParam(), 1);
  network->eval();
  torch::NoGradGuard noGrad;
  const torch::Tensor image = torch::rand({1, 3, 60, 70});
  Levels levels = network->encode(image);
  const Network::Output whole = network->forward(image);
  EXPECT_TRUE(torch::equal(network->decode(levels, 60, 70), whole.logits));
  EXPECT_TRUE(torch::equal(levels.features(), whole.features));
  levels.maps.back() = torch::zeros_like(levels.maps.back());
  EXPECT_FALSE(torch::equal(network->decode(levels, 60, 70), whole.logits));
}

INSTANTIATE_TEST_SUITE_P(EachKind, NetworkOf, testing::ValuesIn(narrowNetworks()), [](const auto& network) {
  return std::string(factsOf(network.param.decoder).name) + "_" + std::string(factsOf(network.param.encoder).name);
});

}  // namespace macadam
