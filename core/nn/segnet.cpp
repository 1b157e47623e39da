#include "nn/segnet.h"

#include "spec/network_channels.h"

#include <torch/torch.h>

#include <array>

namespace macadam {
namespace {

struct Stage {
  int in;
  int out;
  int layers;
};

constexpr std::array<Stage, 5> kVgg16{{{3, 64, 2}, {64, 128, 2}, {128, 256, 3}, {256, 512, 3}, {512, 512, 3}}};

std::shared_ptr<ConvolutionNormRelu> layer(int in, int out) {
  return std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = in, .out = out});
}

/// LibTorch's unpooling knows no bfloat16 on the CPU.
torch::Tensor unpool(const torch::Tensor& x, const torch::Tensor& indices, at::IntArrayRef size) {
  if (x.scalar_type() == torch::kFloat) return torch::max_unpool2d(x, indices, size);
  return torch::max_unpool2d(x.to(torch::kFloat), indices, size).to(x.scalar_type());
}

}  // namespace

SegNet::SegNet(const SegNetSpec& spec, int classes) {
  const auto scaled = [&spec](int channels) { return channels == 3 ? 3 : scaledChannels(channels, spec.width); };
  torch::nn::ModuleList down, up;
  for (const Stage& stage : kVgg16) {
    torch::nn::Sequential sequence;
    for (int i = 0; i < stage.layers; ++i) {
      sequence->push_back(layer(scaled(i == 0 ? stage.in : stage.out), scaled(stage.out)));
    }
    down_.push_back(sequence);
    down->push_back(sequence);
  }
  for (auto stage = kVgg16.rbegin(); stage != kVgg16.rend(); ++stage) {
    torch::nn::Sequential sequence;
    for (int i = 0; i + 1 < stage->layers; ++i) sequence->push_back(layer(scaled(stage->out), scaled(stage->out)));
    sequence->push_back(layer(scaled(stage->out), scaled(stage->in == 3 ? 64 : stage->in)));
    up_.push_back(sequence);
    up->push_back(sequence);
  }
  register_module("down", down);
  register_module("up", up);
  featureChannels_ = scaled(512);
  head_ = register_module("head", torch::nn::Conv2d(torch::nn::Conv2dOptions(scaled(64), classes, 3).padding(1)));
}

std::int64_t SegNet::stride() const {
  return featureStride(SegNetSpec{});
}

Network::Output SegNet::compute(const torch::Tensor& images) {
  struct Pooling {
    torch::Tensor indices;
    std::vector<std::int64_t> size;
  };
  std::vector<Pooling> poolings;
  torch::Tensor x = images.to(head_->weight.scalar_type());
  for (torch::nn::Sequential& stage : down_) {
    x = stage->forward(x);
    auto [pooled, indices] = torch::max_pool2d_with_indices(x, 2);
    poolings.push_back({indices, {x.size(2), x.size(3)}});
    x = pooled;
  }
  const torch::Tensor features = x;
  for (torch::nn::Sequential& stage : up_) {
    const Pooling pooling = std::move(poolings.back());
    poolings.pop_back();
    x = stage->forward(unpool(x, pooling.indices, pooling.size));
  }
  return {convolve(head_, x), features};
}

}  // namespace macadam
