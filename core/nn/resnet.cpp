#include "nn/resnet.h"

#include "base/error.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

#include <array>
#include <optional>

namespace macadam {
namespace {

/// A residual branch of two or three convolutions beside a shortcut.
class ResidualBlock : public torch::nn::Module, public Foldable {
 public:
  explicit ResidualBlock(const std::vector<ConvolutionOptions>& branch) {
    int stride = 1;
    for (const ConvolutionOptions& options : branch) {
      const std::string number = std::to_string(branch_.size() + 1);
      branch_.emplace_back(*this, "conv" + number, "bn" + number, options);
      stride *= options.stride;
    }
    const int in = branch.front().in, out = branch.back().out;
    if (stride == 1 && in == out) return;
    auto owner = register_module("downsample", std::make_shared<torch::nn::Module>());
    shortcut_.emplace(*owner, "0", "1", ConvolutionOptions{.in = in, .out = out, .kernel = 1, .stride = stride});
  }

  torch::Tensor forward(const torch::Tensor& x) {
    torch::Tensor y = x;
    for (std::size_t i = 0; i + 1 < branch_.size(); ++i) y = branch_[i].rectified(y);
    return branch_.back()(y).add_(shortcut_ ? (*shortcut_)(x) : x).relu_();
  }

  void fold() override {
    for (ConvolutionNorm& layer : branch_) layer.fold();
    if (shortcut_) shortcut_->fold();
  }

 private:
  std::vector<ConvolutionNorm> branch_;
  std::optional<ConvolutionNorm> shortcut_;  ///< None where the shortcut is the identity.
};

std::vector<ConvolutionOptions> basicBranch(int in, int channels, int stride) {
  return {{.in = in, .out = channels, .stride = stride}, {.in = channels, .out = channels}};
}

std::vector<ConvolutionOptions> bottleneckBranch(int in, int channels, int out, int stride, int dilation) {
  return {{.in = in, .out = channels, .kernel = 1},
          {.in = channels, .out = channels, .stride = stride, .dilation = dilation},
          {.in = channels, .out = out, .kernel = 1}};
}

std::array<int, 4> blocksPerLayer(int depth) {
  switch (depth) {
    case 18:
      return {2, 2, 2, 2};
    case 34:
      return {3, 4, 6, 3};
    case 50:
      return {3, 4, 6, 3};
    case 101:
      return {3, 4, 23, 3};
    default:
      throw Error("ResNet-" + std::to_string(depth), "is not known", "take 18, 34, 50 or 101");
  }
}

}  // namespace

ResNetEncoder::ResNetEncoder(int depth, double width) {
  const std::array<int, 4> blocks = blocksPerLayer(depth);
  const bool bottleneck = depth >= 50;
  int in = scaledChannels(64, width);
  stem_ = ConvolutionNorm(*this, "conv1", "bn1", {.in = 3, .out = in, .kernel = 7, .stride = 2});
  for (int layer = 0; layer < 4; ++layer) {
    const int channels = scaledChannels(64 << layer, width);
    const int out = bottleneck ? scaledChannels(256 << layer, width) : channels;
    torch::nn::Sequential sequence;
    for (int block = 0; block < blocks[layer]; ++block) {
      const int stride = block == 0 && (layer == 1 || layer == 2) ? 2 : 1;
      const int dilation = layer == 3 && block > 0 ? 2 : 1;
      sequence->push_back(std::make_shared<ResidualBlock>(
          bottleneck ? bottleneckBranch(in, channels, out, stride, dilation) : basicBranch(in, channels, stride)));
      in = out;
    }
    layers_[layer] = register_module("layer" + std::to_string(layer + 1), sequence);
    if (layer == 0) lowChannels_ = out;
    highChannels_ = out;
  }
}

ResNetEncoder::Features ResNetEncoder::forward(const torch::Tensor& images) {
  const torch::Tensor stem = torch::max_pool2d(stem_.rectified(images), 3, 2, 1);
  const torch::Tensor low = layers_[0]->forward(stem);
  return {low, layers_[3]->forward(layers_[2]->forward(layers_[1]->forward(low)))};
}

}  // namespace macadam
