#pragma once

#include "nn/tensor_random.h"

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include <memory>
#include <string>

namespace macadam {

/// The shape of a convolution without bias, padded to keep the size at stride 1.
struct ConvolutionOptions {
  int in = 0;
  int out = 0;
  int kernel = 3;
  int stride = 1;
  int dilation = 1;
  int groups = 1;  ///< As many as channels make it depthwise.
};

/// torch.nn.BatchNorm2d, with its names and numbers, that can be told that two batches pass at once (two_batches.h): it
/// then normalises each by its own statistics, the first one first.
class BatchNorm : public torch::nn::Module {
 public:
  static constexpr double kEpsilon = 1e-5;  ///< PyTorch's default, as the momentum is.

  explicit BatchNorm(int channels);
  torch::Tensor forward(const torch::Tensor& x);

  torch::Tensor weight, bias, runningMean, runningVariance, batchesTracked;
  std::int64_t imagesOfFirst = 0;  ///< Of the pass, the images of the first batch; 0 where all are one batch.

 private:
  torch::Tensor normalise(const torch::Tensor& batch);
};

/// What a dropout zeroes as one.
enum class Dropped { Value, Image };

/// Zeroes each value with a probability while it trains, and scales the others to make up for it; or each image, for
/// the branch beside a shortcut (stochastic depth, Huang et al. 2016).
class Dropout : public torch::nn::Module, public DrawsAtRandom {
 public:
  explicit Dropout(double dropped, Dropped what = Dropped::Value) : probability(dropped), what_(what) {}
  torch::Tensor forward(const torch::Tensor& x);
  void drawFrom(std::shared_ptr<TensorRandom> random) override { random_ = std::move(random); }

  double probability;

 private:
  Dropped what_;
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
};

/// A convolution with BatchNorm, registered in its owner under the owner's names.
///
/// Folding puts the BatchNorm's evaluation-mode scale into the convolution's weights and its shift into its own bias,
/// in place, so that it costs nothing from then on; a folded layer is for frozen networks only: it is neither trained
/// nor saved.
class ConvolutionNorm {
 public:
  ConvolutionNorm() = default;
  ConvolutionNorm(torch::nn::Module& owner, const std::string& convolutionName, const std::string& normName,
                  const ConvolutionOptions& options);

  torch::Tensor operator()(const torch::Tensor& x);
  /// The same followed by a rectifier.
  torch::Tensor rectified(const torch::Tensor& x);
  /// The same followed by a rectifier that ends at 6.
  torch::Tensor rectifiedTo6(const torch::Tensor& x);
  void fold();

 private:
  torch::nn::Conv2d convolution_{nullptr};
  std::shared_ptr<BatchNorm> norm_;
  bool isFolded_ = false;  ///< The convolution's weights and the norm's bias are then all that counts.
};

/// A module whose BatchNorms can be folded into its convolutions.
class Foldable {
 public:
  virtual ~Foldable() = default;
  virtual void fold() = 0;
};

/// Convolution, BatchNorm, rectifier; its children are named `0` and `1`, as in a PyTorch Sequential.
class ConvolutionNormRelu : public torch::nn::Module, public Foldable {
 public:
  explicit ConvolutionNormRelu(const ConvolutionOptions& options);
  torch::Tensor forward(const torch::Tensor& x) { return layer_.rectified(x); }
  void fold() override { layer_.fold(); }

 private:
  ConvolutionNorm layer_;
};

/// Folds every BatchNorm below `network`; the network must be in evaluation mode and stays frozen from then on.
void foldNorms(torch::nn::Module& network);

/// Run a plain convolution, a linear layer, a product of matrices; counted like all others.
torch::Tensor convolve(torch::nn::Conv2d& convolution, const torch::Tensor& x);
torch::Tensor project(torch::nn::Linear& linear, const torch::Tensor& x);
torch::Tensor matrixProduct(const torch::Tensor& a, const torch::Tensor& b);

/// Sum of multiply-accumulates of all convolutions, linear layers and products of attention that this thread runs while
/// the counter lives. Norms, activations, pooling and resizing are not counted.
class MultiplicationCounter {
 public:
  MultiplicationCounter();
  ~MultiplicationCounter();
  MultiplicationCounter(const MultiplicationCounter&) = delete;
  MultiplicationCounter& operator=(const MultiplicationCounter&) = delete;

  std::int64_t count() const { return count_; }
  static void add(std::int64_t multiplications);

 private:
  std::int64_t count_ = 0;
  MultiplicationCounter* outer_;
};

}  // namespace macadam
