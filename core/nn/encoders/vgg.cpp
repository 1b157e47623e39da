#include "nn/encoders/vgg.h"

#include "nn/encoders/output_stride.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

namespace macadam {

VggEncoder::VggEncoder(double width, int outputStride) {
  OutputStride strides(outputStride, /*reached=*/1);
  int dilation = 1;
  for (const VggStage& stage : kVgg16Stages) {
    torch::nn::Sequential sequence;
    const int out = scaledChannels(stage.out, width);
    int in = stage.in == 3 ? 3 : scaledChannels(stage.in, width);
    for (int i = 0; i < stage.layers; ++i) {
      sequence->push_back(
          std::make_shared<ConvolutionNormRelu>(ConvolutionOptions{.in = in, .out = out, .dilation = dilation}));
      in = out;
    }
    stages_.push_back(register_module(std::to_string(stages_.size()), sequence));
    const Striding pooling = strides.next(2);
    pools_.push_back(pooling.stride == 2);
    dilation = pooling.dilation;
  }
}

Levels VggEncoder::encode(const torch::Tensor& images) {
  Levels levels;
  torch::Tensor x = images;
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
    x = stages_[stage]->forward(x);
    if (stage > 0) levels.maps[stage - 1] = x;
    if (!pools_[stage]) continue;
    auto [pooled, indices] = torch::max_pool2d_with_indices(x, 2);
    levels.poolings.push_back({indices, x.size(2), x.size(3)});
    x = pooled;
  }
  levels.maps.back() = x;
  return levels;
}

}  // namespace macadam
