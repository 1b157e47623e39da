#include "nn/decoders/pspnet.h"

#include "nn/network.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

#include <array>

namespace macadam {
namespace {

constexpr std::array<std::int64_t, 4> kRegionsPerSide{1, 2, 3, 6};

}  // namespace

PspNetDecoder::PspNetDecoder(const NetworkSpec& spec, torch::nn::Module& network) {
  const int in = featureChannels(spec);
  const int ofRegions = pspNetRegionChannels(spec);
  const int channels = scaledChannels(512, spec.width);
  torch::nn::ModuleList pyramid;
  for (std::size_t i = 0; i < kRegionsPerSide.size(); ++i) {
    pyramid_.push_back(
        std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = in, .out = ofRegions, .kernel = 1}));
    pyramid->push_back(pyramid_.back());
  }
  const int all = in + static_cast<int>(pyramid_.size()) * ofRegions;
  network.register_module("pyramid", pyramid);
  bottleneck_ = network.register_module(
      "bottleneck", std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = all, .out = channels}));
  dropout_ = network.register_module("dropout", std::make_shared<Dropout>(0.1));
  head_ = network.register_module("head", torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, kClasses, 1)));
}

torch::Tensor PspNetDecoder::decode(Levels levels, std::int64_t height, std::int64_t width) {
  const torch::Tensor& features = levels.features();
  std::vector<torch::Tensor> parts{features};
  for (std::size_t i = 0; i < pyramid_.size(); ++i) {
    const torch::Tensor regions = pyramid_[i]->forward(means_(features, kRegionsPerSide[i], kRegionsPerSide[i]));
    parts.push_back(resize_(regions, features.size(2), features.size(3)));
  }
  const torch::Tensor logits = convolve(head_, dropout_->forward(bottleneck_->forward(torch::cat(parts, 1))));
  return resize_(logits, height, width);
}

}  // namespace macadam
