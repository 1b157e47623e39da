#include "nn/deeplab_v3plus.h"

#include "spec/network_channels.h"

#include <torch/torch.h>

namespace macadam {

Aspp::Aspp(int in, int out) {
  torch::nn::ModuleList branches;
  branches_.push_back(std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = in, .out = out, .kernel = 1}));
  for (const int rate : {6, 12, 18}) {
    branches_.push_back(
        std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = in, .out = out, .dilation = rate}));
  }
  for (const auto& branch : branches_) branches->push_back(branch);
  register_module("branches", branches);
  auto pool = register_module("pool", std::make_shared<torch::nn::Module>());
  pooled_ = ConvolutionNorm(*pool, "1", "2", {.in = in, .out = out, .kernel = 1});
  auto project = register_module("project", std::make_shared<torch::nn::Module>());
  project_ = ConvolutionNorm(*project, "0", "1", {.in = 5 * out, .out = out, .kernel = 1});
  project->register_module("3", dropout_);
}

torch::Tensor Aspp::forward(const torch::Tensor& x) {
  std::vector<torch::Tensor> parts;
  for (const auto& branch : branches_) parts.push_back(branch->forward(x));
  parts.push_back(pooled_.rectified(torch::adaptive_avg_pool2d(x, {1, 1})).expand({-1, -1, x.size(2), x.size(3)}));
  return dropout_->forward(project_.rectified(torch::cat(parts, 1)));
}

void Aspp::fold() {
  pooled_.fold();
  project_.fold();
}

DeepLabV3Plus::DeepLabV3Plus(const DeepLabV3PlusSpec& spec, int classes) {
  const int channels = scaledChannels(256, spec.width);
  const int lowChannels = scaledChannels(48, spec.width);
  encoder_ = register_module("encoder", std::make_shared<ResNetEncoder>(spec.encoderDepth, spec.width));
  aspp_ = register_module("aspp", std::make_shared<Aspp>(encoder_->highChannels(), channels));
  low_ = register_module("low", std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{
                                    .in = encoder_->lowChannels(), .out = lowChannels, .kernel = 1}));
  torch::nn::Sequential head;
  head_ = std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = channels + lowChannels, .out = channels});
  classifier_ = torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, classes, 1));
  head->push_back(head_);
  head->push_back(classifier_);
  register_module("head", head);
}

std::int64_t DeepLabV3Plus::stride() const {
  return featureStride(DeepLabV3PlusSpec{});
}

Network::Output DeepLabV3Plus::compute(const torch::Tensor& images) {
  const auto [low, features] = encoder_->forward(images.to(classifier_->weight.scalar_type()));
  const torch::Tensor context = resize_(aspp_->forward(features), low.size(2), low.size(3));
  const torch::Tensor logits = convolve(classifier_, head_->forward(torch::cat({low_->forward(low), context}, 1)));
  return {resize_(logits, images.size(2), images.size(3)), features};
}

}  // namespace macadam
