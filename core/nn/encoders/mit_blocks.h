#pragma once

#include "nn/blocks.h"

#include <torch/nn/modules/normalization.h>

namespace macadam {

/// A map of tokens N×(height·width)×C, row by row.
struct Tokens {
  torch::Tensor values;
  std::int64_t height = 0;
  std::int64_t width = 0;

  /// N×C×height×width; shares the values' memory.
  torch::Tensor asMap() const;
  static Tokens of(const torch::Tensor& map);
};

/// Overlapping patches to normalised tokens.
class PatchEmbedding : public torch::nn::Module {
 public:
  PatchEmbedding(int in, int out, int kernel, int stride);
  Tokens forward(const torch::Tensor& map);

 private:
  torch::nn::Conv2d proj_;
  torch::nn::LayerNorm norm_;
};

/// A transformer block: attention to a coarser map of the same tokens, then a feed-forward layer that looks at each
/// token's neighbours; both beside a shortcut.
class MitBlock : public torch::nn::Module {
 public:
  struct Options {
    int channels = 0;
    int heads = 1;
    int reduction = 1;     ///< Tokens per side that attention sees as one.
    double dropped = 0.0;  ///< Probability with which training leaves out a branch.
  };

  explicit MitBlock(const Options& options);
  Tokens forward(const Tokens& x);

 private:
  class Attention;
  class FeedForward;

  torch::nn::LayerNorm norm1_, norm2_;
  std::shared_ptr<Attention> attention_;
  std::shared_ptr<FeedForward> feedForward_;
  std::shared_ptr<Dropout> dropBranch_;
};

/// The norm of blocks and stages, with the reference code's epsilon.
torch::nn::LayerNorm mitNorm(int channels);

}  // namespace macadam
