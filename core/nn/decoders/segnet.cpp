#include "nn/decoders/segnet.h"

#include "nn/encoders/vgg.h"
#include "nn/network.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

namespace macadam {
namespace {

std::shared_ptr<ConvolutionNormRelu> layer(int in, int out) {
  return std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = in, .out = out});
}

/// LibTorch's unpooling knows no bfloat16 on the CPU.
torch::Tensor unpool(const torch::Tensor& x, const Pooling& pooling) {
  const std::vector<std::int64_t> size{pooling.height, pooling.width};
  if (x.scalar_type() == torch::kFloat) return torch::max_unpool2d(x, pooling.indices, size);
  return torch::max_unpool2d(x.to(torch::kFloat), pooling.indices, size).to(x.scalar_type());
}

}  // namespace

SegNetDecoder::SegNetDecoder(const NetworkSpec& spec, torch::nn::Module& network) {
  torch::nn::ModuleList up;
  for (auto stage = kVgg16Stages.rbegin(); stage != kVgg16Stages.rend(); ++stage) {
    const int inner = scaledChannels(stage->out, spec.width);
    torch::nn::Sequential sequence;
    for (int i = 0; i + 1 < stage->layers; ++i) sequence->push_back(layer(inner, inner));
    sequence->push_back(layer(inner, scaledChannels(stage->in == 3 ? 64 : stage->in, spec.width)));
    up_.push_back(sequence);
    up->push_back(sequence);
  }
  network.register_module("up", up);
  const int last = scaledChannels(64, spec.width);
  head_ = network.register_module("head", torch::nn::Conv2d(torch::nn::Conv2dOptions(last, kClasses, 3).padding(1)));
}

torch::Tensor SegNetDecoder::decode(Levels levels, std::int64_t /*height*/, std::int64_t /*width*/) {
  torch::Tensor x = levels.features();
  levels.maps = {};  // the unpooling needs room
  for (torch::nn::Sequential& stage : up_) {
    const Pooling pooling = std::move(levels.poolings.back());
    levels.poolings.pop_back();
    x = stage->forward(unpool(x, pooling));
  }
  return convolve(head_, x);
}

}  // namespace macadam
