#include "nn/complexity.h"

#include "nn/blocks.h"
#include "nn/network.h"
#include "spec/network_facts.h"
#include "spec/network_size.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

std::int64_t parametersOf(const NetworkSpec& spec) {
  std::int64_t sum = 0;
  for (const torch::Tensor& parameter : makeNetwork(spec, 0)->parameters()) sum += parameter.numel();
  return sum;
}

}  // namespace

// SegNet's figure is the sum of out²·9·in·out over its layers; the others were counted by PyTorch's FlopCounterMode on
// the networks of tests/peer.
TEST(Complexity, CountsParametersAndMultiplicationsOfTheFullNetworks) {
  const Complexity student = complexity({.encoder = Encoder::ResNet50}, 512);
  EXPECT_EQ(student.parameters, 39756962);
  EXPECT_NEAR(student.gigaMacs, 59.480, 0.001);
  const Complexity teacher2 = complexity({.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16}, 256);
  EXPECT_NEAR(teacher2.gigaMacs, 42.467, 0.001);
  const Complexity light = complexity({.decoder = Decoder::UNet, .encoder = Encoder::EfficientNetLite0}, 512);
  EXPECT_NEAR(light.gigaMacs, 11.867, 0.001);
  const Complexity transformer = complexity({.decoder = Decoder::SegFormer, .encoder = Encoder::MitB0}, 512);
  EXPECT_NEAR(transformer.gigaMacs, 7.767, 0.001);
}

TEST(Complexity, CountsDepthwiseAndLinearLayersAndProductsOfMatrices) {
  torch::nn::Conv2d depthwise(torch::nn::Conv2dOptions(8, 8, 3).padding(1).groups(8));
  torch::nn::Linear linear(3, 5);
  const MultiplicationCounter counter;
  convolve(depthwise, torch::zeros({2, 8, 4, 4}));
  EXPECT_EQ(counter.count(), 2 * 8 * 16 * 9);
  project(linear, torch::zeros({2, 7, 3}));
  EXPECT_EQ(counter.count(), 2304 + 2 * 7 * 3 * 5);
  matrixProduct(torch::zeros({2, 3, 4}), torch::zeros({2, 4, 6}));
  EXPECT_EQ(counter.count(), 2304 + 210 + 2 * 3 * 4 * 6);
}

TEST(Complexity, WidthScalesChannels) {
  NetworkSpec segNet{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16};
  const std::int64_t full = complexity(segNet, 64).parameters;
  segNet.width = 0.5;
  EXPECT_LT(complexity(segNet, 64).parameters, full / 3);
}

TEST(Complexity, IsAboutWhatIsToldWithoutBuildingTheNetwork) {
  const auto isToldRight = [](const NetworkSpec& spec) {
    const auto counted = static_cast<double>(parametersOf(spec));
    EXPECT_NEAR(static_cast<double>(approximateParameters(spec)) / counted, 1.0, 0.05) << toText(spec);
  };
  for (const DecoderFacts& decoder : kDecoders) {
    for (const EncoderFacts& encoder : kEncoders) {
      if (fits(encoder.encoder, decoder.decoder)) isToldRight({decoder.decoder, encoder.encoder, /*width=*/0.5});
    }
  }
  for (const Encoder encoder : {Encoder::MitB0, Encoder::EfficientNetLite0, Encoder::EfficientNetLite2}) {
    isToldRight({.decoder = Decoder::SegFormer, .encoder = encoder});
  }
}

}  // namespace macadam
