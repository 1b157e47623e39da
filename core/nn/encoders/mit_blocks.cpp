#include "nn/encoders/mit_blocks.h"

#include <torch/torch.h>

#include <cmath>

namespace macadam {
namespace {

/// N×L×C to N×heads×L×(C/heads).
torch::Tensor perHead(const torch::Tensor& x, std::int64_t heads) {
  return x.view({x.size(0), x.size(1), heads, -1}).transpose(1, 2);
}

/// One token for each square of tokens.
torch::nn::Conv2d reducing(int channels, int reduction) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, channels, reduction).stride(reduction));
}

}  // namespace

torch::Tensor Tokens::asMap() const {
  return values.transpose(1, 2).view({values.size(0), values.size(2), height, width});
}

Tokens Tokens::of(const torch::Tensor& map) {
  return {map.flatten(2).transpose(1, 2).contiguous(), map.size(2), map.size(3)};
}

torch::nn::LayerNorm mitNorm(int channels) {
  return torch::nn::LayerNorm(torch::nn::LayerNormOptions({channels}).eps(1e-6));
}

PatchEmbedding::PatchEmbedding(int in, int out, int kernel, int stride)
    : proj_(register_module(
          "proj", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2)))),
      norm_(register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({out})))) {}

Tokens PatchEmbedding::forward(const torch::Tensor& map) {
  Tokens tokens = Tokens::of(convolve(proj_, map));
  tokens.values = norm_->forward(tokens.values);
  return tokens;
}

/// Every token asks; what answers is the map reduced by a convolution.
class MitBlock::Attention : public torch::nn::Module {
 public:
  explicit Attention(const Options& options)
      : heads_(options.heads),
        query_(register_module("q", torch::nn::Linear(options.channels, options.channels))),
        keyAndValue_(register_module("kv", torch::nn::Linear(options.channels, 2 * options.channels))),
        out_(register_module("proj", torch::nn::Linear(options.channels, options.channels))) {
    if (options.reduction == 1) return;
    reduce_ = register_module("sr", reducing(options.channels, options.reduction));
    norm_ = register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({options.channels})));
  }

  torch::Tensor forward(const Tokens& x) {
    const torch::Tensor query = perHead(project(query_, x.values), heads_);
    const auto keyAndValue = project(keyAndValue_, reduced(x)).chunk(2, /*dim=*/2);
    const torch::Tensor key = perHead(keyAndValue[0], heads_), value = perHead(keyAndValue[1], heads_);
    const double scale = 1.0 / std::sqrt(static_cast<double>(query.size(3)));
    const torch::Tensor attention = torch::softmax(matrixProduct(query, key.transpose(2, 3)) * scale, -1);
    return project(out_, matrixProduct(attention, value).transpose(1, 2).flatten(2));
  }

 private:
  torch::Tensor reduced(const Tokens& x) {
    return reduce_.is_empty() ? x.values : norm_->forward(Tokens::of(convolve(reduce_, x.asMap())).values);
  }

  std::int64_t heads_;
  torch::nn::Linear query_, keyAndValue_, out_;
  torch::nn::Conv2d reduce_{nullptr};
  torch::nn::LayerNorm norm_{nullptr};
};

class MitBlock::FeedForward : public torch::nn::Module {
 public:
  explicit FeedForward(int channels)
      : in_(register_module("fc1", torch::nn::Linear(channels, kExpansion * channels))),
        out_(register_module("fc2", torch::nn::Linear(kExpansion * channels, channels))) {
    const int hidden = kExpansion * channels;
    auto owner = register_module("dwconv", std::make_shared<torch::nn::Module>());
    neighbours_ = owner->register_module(
        "dwconv", torch::nn::Conv2d(torch::nn::Conv2dOptions(hidden, hidden, 3).padding(1).groups(hidden)));
  }

  torch::Tensor forward(const Tokens& x) {
    const Tokens hidden{project(in_, x.values), x.height, x.width};
    return project(out_, torch::gelu(Tokens::of(convolve(neighbours_, hidden.asMap())).values));
  }

 private:
  static constexpr int kExpansion = 4;

  torch::nn::Linear in_, out_;
  torch::nn::Conv2d neighbours_{nullptr};
};

MitBlock::MitBlock(const Options& options)
    : norm1_(register_module("norm1", mitNorm(options.channels))),
      norm2_(register_module("norm2", mitNorm(options.channels))),
      attention_(register_module("attn", std::make_shared<Attention>(options))),
      feedForward_(register_module("mlp", std::make_shared<FeedForward>(options.channels))),
      dropBranch_(register_module("drop_path", std::make_shared<Dropout>(options.dropped, Dropped::Image))) {}

Tokens MitBlock::forward(const Tokens& x) {
  const auto normalised = [&x](torch::nn::LayerNorm& norm, const torch::Tensor& values) {
    return Tokens{norm->forward(values), x.height, x.width};
  };
  const torch::Tensor y = x.values + dropBranch_->forward(attention_->forward(normalised(norm1_, x.values)));
  return {y + dropBranch_->forward(feedForward_->forward(normalised(norm2_, y))), x.height, x.width};
}

}  // namespace macadam
