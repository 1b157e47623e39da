#include "nn/decoders/segformer.h"

#include "nn/network.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

namespace macadam {
namespace {

constexpr std::size_t kFinest = 1;  // the level of stride 4

}  // namespace

SegFormerDecoder::SegFormerDecoder(const NetworkSpec& spec, torch::nn::Module& network) {
  const LevelChannels levels = levelChannels(spec);
  const int channels = segFormerChannels(spec);
  torch::nn::ModuleList linear;
  for (std::size_t level = kFinest; level < levels.size(); ++level) {
    linear_.push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(levels[level], channels, 1)));
    linear->push_back(linear_.back());
  }
  const int all = static_cast<int>(linear_.size()) * channels;
  network.register_module("linear", linear);
  fuse_ = network.register_module(
      "fuse", std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = all, .out = channels, .kernel = 1}));
  dropout_ = network.register_module("dropout", std::make_shared<Dropout>(0.1));
  head_ = network.register_module("head", torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, kClasses, 1)));
}

torch::Tensor SegFormerDecoder::decode(Levels levels, std::int64_t height, std::int64_t width) {
  const torch::Tensor& finest = levels.maps[kFinest];
  std::vector<torch::Tensor> parts;
  for (std::size_t i = linear_.size(); i-- > 0;) {  // the reference joins the coarsest level first
    const torch::Tensor part = convolve(linear_[i], levels.maps[kFinest + i]);
    parts.push_back(resize_(part, finest.size(2), finest.size(3)));
  }
  return resize_(convolve(head_, dropout_->forward(fuse_->forward(torch::cat(parts, 1)))), height, width);
}

}  // namespace macadam
