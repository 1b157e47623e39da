#include "nn/decoders/deeplab_v3plus.h"

#include "nn/network.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

namespace macadam {

DeepLabV3PlusDecoder::DeepLabV3PlusDecoder(const NetworkSpec& spec, torch::nn::Module& network) {
  const LevelChannels levels = levelChannels(spec);
  const int channels = scaledChannels(256, spec.width);
  const int lowChannels = scaledChannels(48, spec.width);
  aspp_ = network.register_module("aspp", std::make_shared<Aspp>(levels.back(), channels));
  low_ = network.register_module("low", std::make_shared<ConvolutionNormRelu>(
                                            ConvolutionOptions{.in = levels[1], .out = lowChannels, .kernel = 1}));
  torch::nn::Sequential head;
  head_ = std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = channels + lowChannels, .out = channels});
  classifier_ = torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, kClasses, 1));
  head->push_back(head_);
  head->push_back(classifier_);
  network.register_module("head", head);
}

torch::Tensor DeepLabV3PlusDecoder::decode(Levels levels, std::int64_t height, std::int64_t width) {
  const torch::Tensor& low = levels.maps[1];
  const torch::Tensor context = resize_(aspp_->forward(levels.features()), low.size(2), low.size(3));
  const torch::Tensor logits = convolve(classifier_, head_->forward(torch::cat({low_->forward(low), context}, 1)));
  return resize_(logits, height, width);
}

}  // namespace macadam
