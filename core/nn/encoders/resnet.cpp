#include "nn/encoders/resnet.h"

#include "nn/encoders/output_stride.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

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

}  // namespace

ResNetEncoder::ResNetEncoder(const ResNetShape& shape, double width, int outputStride) {
  const bool bottleneck = shape.residual == ResNetShape::Residual::Bottleneck;
  OutputStride strides(outputStride, /*reached=*/4);
  int in = scaledChannels(64, width);
  stem_ = ConvolutionNorm(*this, "conv1", "bn1", {.in = 3, .out = in, .kernel = 7, .stride = 2});
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    const int channels = scaledChannels(64 << layer, width);
    const int out = bottleneck ? scaledChannels(256 << layer, width) : channels;
    const Striding striding = strides.next(layer == 0 ? 1 : 2);
    torch::nn::Sequential sequence;
    for (int block = 0; block < shape.blocks[layer]; ++block) {
      const int stride = block == 0 ? striding.stride : 1;
      const int dilation = block == 0 ? striding.firstDilation : striding.dilation;
      sequence->push_back(std::make_shared<ResidualBlock>(
          bottleneck ? bottleneckBranch(in, channels, out, stride, dilation) : basicBranch(in, channels, stride)));
      in = out;
    }
    layers_[layer] = register_module("layer" + std::to_string(layer + 1), sequence);
  }
}

Levels ResNetEncoder::encode(const torch::Tensor& images) {
  Levels levels;
  levels.maps[0] = stem_.rectified(images);
  torch::Tensor x = torch::max_pool2d(levels.maps[0], 3, 2, 1);
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    x = layers_[layer]->forward(x);
    levels.maps[layer + 1] = x;
  }
  return levels;
}

}  // namespace macadam
