#include "nn/decoders/unet.h"

#include "nn/network.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

namespace macadam {

class UNetDecoder::Block : public torch::nn::Module {
 public:
  Block(int in, int out)
      : first_(
            register_module("conv1", std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = in, .out = out}))),
        second_(register_module("conv2",
                                std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = out, .out = out}))) {}

  /// `beside` is undefined where the encoder has no level of the doubled size.
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& beside) {
    const torch::Tensor doubled = torch::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)});
    return second_->forward(first_->forward(beside.defined() ? torch::cat({doubled, beside}, 1) : doubled));
  }

 private:
  std::shared_ptr<ConvolutionNormRelu> first_, second_;
};

UNetDecoder::UNetDecoder(const NetworkSpec& spec, torch::nn::Module& network) {
  const LevelChannels levels = levelChannels(spec);
  int in = levels.back();
  torch::nn::ModuleList blocks;
  for (std::size_t i = 0; i < kUNetChannels.size(); ++i) {
    const int beside = i + 2 > levels.size() ? 0 : levels[levels.size() - 2 - i];
    const int out = scaledChannels(kUNetChannels[i], spec.width);
    blocks_.push_back(std::make_shared<Block>(in + beside, out));
    blocks->push_back(blocks_.back());
    in = out;
  }
  network.register_module("blocks", blocks);
  head_ = network.register_module("head", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, kClasses, 3).padding(1)));
}

torch::Tensor UNetDecoder::decode(Levels levels, std::int64_t /*height*/, std::int64_t /*width*/) {
  torch::Tensor x = levels.features();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const bool isImage = i + 2 > levels.maps.size();
    x = blocks_[i]->forward(x, isImage ? torch::Tensor() : levels.maps[levels.maps.size() - 2 - i]);
  }
  return convolve(head_, x);
}

}  // namespace macadam
