#include "nn/blocks.h"

#include <torch/torch.h>

namespace macadam {
namespace {

thread_local MultiplicationCounter* activeCounter = nullptr;

/// Each value of `convolved` N×C×H×W is a sum of as many products as one of the C kernels holds.
void count(const torch::Tensor& weight, const torch::Tensor& convolved) {
  MultiplicationCounter::add(weight[0].numel() * convolved.numel());
}

}  // namespace

MultiplicationCounter::MultiplicationCounter() : outer_(activeCounter) {
  activeCounter = this;
}

MultiplicationCounter::~MultiplicationCounter() {
  activeCounter = outer_;
}

void MultiplicationCounter::add(std::int64_t multiplications) {
  if (activeCounter != nullptr) activeCounter->count_ += multiplications;
}

torch::Tensor convolve(torch::nn::Conv2d& convolution, const torch::Tensor& x) {
  torch::Tensor y = convolution->forward(x);
  count(convolution->weight, y);
  return y;
}

torch::Tensor project(torch::nn::Linear& linear, const torch::Tensor& x) {
  torch::Tensor y = linear->forward(x);
  MultiplicationCounter::add(x.size(-1) * y.numel());
  return y;
}

torch::Tensor matrixProduct(const torch::Tensor& a, const torch::Tensor& b) {
  torch::Tensor y = torch::matmul(a, b);
  MultiplicationCounter::add(a.size(-1) * y.numel());
  return y;
}

// LibTorch's own class cannot be derived from: 1.13 does not export all of its base.
BatchNorm::BatchNorm(int channels)
    : weight(register_parameter("weight", torch::ones({channels}))),
      bias(register_parameter("bias", torch::zeros({channels}))),
      runningMean(register_buffer("running_mean", torch::zeros({channels}))),
      runningVariance(register_buffer("running_var", torch::ones({channels}))),
      batchesTracked(register_buffer("num_batches_tracked", torch::tensor(0, torch::kLong))) {}

torch::Tensor BatchNorm::forward(const torch::Tensor& x) {
  if (imagesOfFirst == 0 || !is_training()) return normalise(x);
  const std::vector<torch::Tensor> batches = torch::split_with_sizes(x, {imagesOfFirst, x.size(0) - imagesOfFirst});
  return torch::cat({normalise(batches[0]), normalise(batches[1])});
}

torch::Tensor BatchNorm::normalise(const torch::Tensor& batch) {
  constexpr double kMomentum = 0.1;
  TORCH_CHECK(!is_training() || batch.numel() > batch.size(1), "one value a channel has no statistics");
  if (is_training()) batchesTracked += 1;
  return torch::batch_norm(batch, weight, bias, runningMean, runningVariance, is_training(), kMomentum, kEpsilon,
                           at::globalContext().userEnabledCuDNN());
}

torch::Tensor Dropout::forward(const torch::Tensor& x) {
  if (!is_training() || probability == 0.0) return x;
  const double kept = 1.0 - probability;
  std::vector<std::int64_t> images(static_cast<std::size_t>(x.dim()), 1);
  images.front() = x.size(0);
  const torch::Tensor mask = what_ == Dropped::Image ? torch::empty(images, x.options()) : torch::empty_like(x);
  return x * mask.bernoulli_(kept, random_->on(x.device())).div_(kept);
}

ConvolutionNorm::ConvolutionNorm(torch::nn::Module& owner, const std::string& convolutionName,
                                 const std::string& normName, const ConvolutionOptions& options)
    : convolution_(owner.register_module(
          convolutionName, torch::nn::Conv2d(torch::nn::Conv2dOptions(options.in, options.out, options.kernel)
                                                 .stride(options.stride)
                                                 .padding(options.dilation * (options.kernel / 2))
                                                 .dilation(options.dilation)
                                                 .groups(options.groups)
                                                 .bias(false)))),
      norm_(owner.register_module(normName, std::make_shared<BatchNorm>(options.out))) {}

torch::Tensor ConvolutionNorm::operator()(const torch::Tensor& x) {
  if (!isFolded_) return norm_->forward(convolve(convolution_, x));
  const auto& options = convolution_->options;
  const std::int64_t padding = (*options.dilation())[0] * ((*options.kernel_size())[0] / 2);
  torch::Tensor y = torch::conv2d(x, convolution_->weight, norm_->bias, options.stride(), padding, options.dilation(),
                                  options.groups());
  count(convolution_->weight, y);
  return y;
}

torch::Tensor ConvolutionNorm::rectified(const torch::Tensor& x) {
  return (*this)(x).relu_();
}

torch::Tensor ConvolutionNorm::rectifiedTo6(const torch::Tensor& x) {
  torch::Tensor y = (*this)(x);
  return torch::relu6_(y);
}

void ConvolutionNorm::fold() {
  TORCH_CHECK(!norm_->is_training() && !isFolded_, "only a network in evaluation mode is folded, and once");
  torch::NoGradGuard noGrad;
  const torch::Tensor scale = norm_->weight * torch::rsqrt(norm_->runningVariance + BatchNorm::kEpsilon);
  convolution_->weight.mul_(scale.view({-1, 1, 1, 1}));
  norm_->bias.sub_(norm_->runningMean * scale);
  isFolded_ = true;
}

ConvolutionNormRelu::ConvolutionNormRelu(const ConvolutionOptions& options) : layer_(*this, "0", "1", options) {}

void foldNorms(torch::nn::Module& network) {
  for (const auto& module : network.modules()) {
    if (auto* foldable = dynamic_cast<Foldable*>(module.get())) foldable->fold();
  }
}

}  // namespace macadam
