#include "nn/encoders/efficientnet_lite.h"

#include "nn/encoders/output_stride.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

#include <numeric>

namespace macadam {
namespace {

/// What all variants share of a stage.
struct Stage {
  int kernel;
  int stride;
  int expansion;  ///< Of the channels, between the two pointwise convolutions; 1 has the second one alone.
};

constexpr std::array<Stage, 7> kStages{{{3, 1, 1}, {3, 2, 6}, {5, 2, 6}, {3, 2, 6}, {5, 1, 6}, {5, 2, 6}, {3, 1, 6}}};
constexpr std::array<std::size_t, 4> kLastOfLevel{1, 2, 4, 6};  // the stages before a stride's end
constexpr double kMostDropped = 0.2;                            // as one block behind the last would be left out

/// Pointwise, depthwise, pointwise, with a shortcut where in- and output have one shape.
class MobileBlock : public torch::nn::Module, public Foldable {
 public:
  struct Options {
    int in = 0;
    int out = 0;
    int expansion = 1;
    ConvolutionOptions depthwise;  ///< Without channels.
    double dropped = 0.0;          ///< Probability with which training leaves out the branch beside a shortcut.
  };

  explicit MobileBlock(const Options& options)
      : hasShortcut_(options.depthwise.stride == 1 && options.in == options.out) {
    const int hidden = options.in * options.expansion;
    const bool expands = options.expansion > 1;
    ConvolutionOptions depthwise = options.depthwise;
    depthwise.in = depthwise.out = depthwise.groups = hidden;
    if (expands)
      inner_.emplace_back(*this, "conv_pw", "bn1", ConvolutionOptions{.in = options.in, .out = hidden, .kernel = 1});
    inner_.emplace_back(*this, "conv_dw", expands ? "bn2" : "bn1", depthwise);
    last_ = ConvolutionNorm(*this, expands ? "conv_pwl" : "conv_pw", expands ? "bn3" : "bn2",
                            {.in = hidden, .out = options.out, .kernel = 1});
    dropBranch_ = register_module("drop_path", std::make_shared<Dropout>(options.dropped, Dropped::Image));
  }

  torch::Tensor forward(const torch::Tensor& x) {
    torch::Tensor y = x;
    for (ConvolutionNorm& layer : inner_) y = layer.rectifiedTo6(y);
    y = last_(y);
    return hasShortcut_ ? dropBranch_->forward(y) + x : y;
  }

  void fold() override {
    for (ConvolutionNorm& layer : inner_) layer.fold();
    last_.fold();
  }

 private:
  bool hasShortcut_;
  std::vector<ConvolutionNorm> inner_;
  ConvolutionNorm last_;
  std::shared_ptr<Dropout> dropBranch_;
};

}  // namespace

EfficientNetLiteEncoder::EfficientNetLiteEncoder(const EfficientNetLiteShape& shape, double width, int outputStride) {
  OutputStride strides(outputStride, /*reached=*/2);
  const int all = std::accumulate(shape.blocks.begin(), shape.blocks.end(), 0);
  int in = scaledChannels(32, width), done = 0;
  stem_ = ConvolutionNorm(*this, "conv_stem", "bn1", {.in = 3, .out = in, .stride = 2});
  torch::nn::ModuleList blocks;
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    const Stage& stage = kStages[i];
    const Striding striding = strides.next(stage.stride);
    const int out = scaledChannels(shape.channels[i], width);
    torch::nn::Sequential sequence;
    for (int block = 0; block < shape.blocks[i]; ++block, ++done) {
      const bool isFirst = block == 0;
      sequence->push_back(std::make_shared<MobileBlock>(
          MobileBlock::Options{.in = in,
                               .out = out,
                               .expansion = stage.expansion,
                               .depthwise = {.kernel = stage.kernel,
                                             .stride = isFirst ? striding.stride : 1,
                                             .dilation = isFirst ? striding.firstDilation : striding.dilation},
                               .dropped = kMostDropped * done / all}));
      in = out;
    }
    stages_.push_back(sequence);
    blocks->push_back(sequence);
  }
  register_module("blocks", blocks);
}

Levels EfficientNetLiteEncoder::encode(const torch::Tensor& images) {
  Levels levels;
  torch::Tensor x = levels.maps[0] = stem_.rectifiedTo6(images);
  std::size_t level = 0;
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
    x = stages_[stage]->forward(x);
    if (stage == kLastOfLevel[level]) levels.maps[++level] = x;
  }
  return levels;
}

}  // namespace macadam
