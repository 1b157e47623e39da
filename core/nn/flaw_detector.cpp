#include "nn/flaw_detector.h"

#include "nn/blocks.h"
#include "nn/initialise.h"
#include "nn/padding.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>

namespace macadam {
namespace {

struct Layer {
  const char* name;
  int widening;  ///< Its channels, as a multiple of the first one's.
  int stride;
};

constexpr std::array<Layer, 7> kLayers{
    {{"1", 1, 2}, {"2", 2, 2}, {"2_1", 2, 1}, {"3", 4, 2}, {"3_1", 4, 1}, {"4", 8, 2}, {"4_1", 8, 1}}};
constexpr std::int64_t kSmallestSide = 64;
constexpr double kSlope = 0.2;

torch::nn::Conv2d convolution(int in, int out, int stride, TensorRandom& initial) {
  torch::nn::Conv2d layer(torch::nn::Conv2dOptions(in, out, 4).stride(stride).padding(1));
  drawDefault(layer->weight, layer->bias, initial);
  return layer;
}

Padding paddingToSmallest(std::int64_t height, std::int64_t width) {
  return {.bottom = std::max<std::int64_t>(0, kSmallestSide - height),
          .right = std::max<std::int64_t>(0, kSmallestSide - width)};
}

}  // namespace

BatchAndInstanceNorm::BatchAndInstanceNorm(int channels)
    : batch_(register_module("bnorm", std::make_shared<BatchNorm>((channels + 1) / 2))), ofBatch_((channels + 1) / 2) {}

torch::Tensor BatchAndInstanceNorm::forward(const torch::Tensor& x) {
  const torch::Tensor ofInstance = x.narrow(1, ofBatch_, x.size(1) - ofBatch_).contiguous();
  return torch::cat({batch_->forward(x.narrow(1, 0, ofBatch_).contiguous()),
                     torch::instance_norm(ofInstance, {}, {}, {}, {}, /*use_input_stats=*/true, /*momentum=*/0.1,
                                          BatchNorm::kEpsilon, at::globalContext().userEnabledCuDNN())},
                    1);
}

FlawDetector::FlawDetector(int classes, int channels, TensorRandom& initial) {
  int in = 3 + classes;
  for (const Layer& layer : kLayers) {
    const int out = channels * layer.widening;
    convolutions_.push_back(
        register_module(std::string("conv") + layer.name, convolution(in, out, layer.stride, initial)));
    norms_.push_back(register_module(std::string("ibn") + layer.name, std::make_shared<BatchAndInstanceNorm>(out)));
    in = out;
  }
  convolutions_.push_back(register_module("classifier", convolution(in, 1, 2, initial)));
}

torch::Tensor FlawDetector::forward(const torch::Tensor& images, const torch::Tensor& probabilities) {
  const std::int64_t height = images.size(2), width = images.size(3);
  torch::Tensor x =
      padded(torch::cat({images, probabilities.to(images.scalar_type())}, 1), paddingToSmallest(height, width));
  const std::int64_t wholeHeight = x.size(2), wholeWidth = x.size(3);
  for (std::size_t i = 0; i < norms_.size(); ++i) {
    x = torch::leaky_relu(norms_[i]->forward(convolutions_[i]->forward(x)), kSlope);
  }
  const torch::Tensor map = convolutions_.back()->forward(x).to(torch::kFloat);
  return cropped(resize_(map, wholeHeight, wholeWidth), height, width);
}

}  // namespace macadam
