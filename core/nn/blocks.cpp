#include "nn/blocks.h"

#include "nn/two_batches.h"

#include <torch/torch.h>

namespace macadam {
namespace {

thread_local MultiplicationCounter* activeCounter = nullptr;

}  // namespace

MultiplicationCounter::MultiplicationCounter() : outer_(activeCounter) {
  activeCounter = this;
}

MultiplicationCounter::~MultiplicationCounter() {
  activeCounter = outer_;
}

void MultiplicationCounter::add(const torch::Tensor& weight, const torch::Tensor& output) {
  if (activeCounter == nullptr) return;
  const std::int64_t perPixel = weight.numel();  // out × in × k × k
  activeCounter->count_ += perPixel * output.size(0) * output.size(2) * output.size(3);
}

torch::Tensor convolve(torch::nn::Conv2d& convolution, const torch::Tensor& x) {
  torch::Tensor y = convolution->forward(x);
  MultiplicationCounter::add(convolution->weight, y);
  return y;
}

ConvolutionNorm::ConvolutionNorm(torch::nn::Module& owner, const std::string& convolutionName,
                                 const std::string& normName, const ConvolutionOptions& options)
    : convolution_(owner.register_module(
          convolutionName, torch::nn::Conv2d(torch::nn::Conv2dOptions(options.in, options.out, options.kernel)
                                                 .stride(options.stride)
                                                 .padding(options.dilation * (options.kernel / 2))
                                                 .dilation(options.dilation)
                                                 .bias(false)))),
      norm_(owner.register_module(normName, torch::nn::BatchNorm2d(options.out))) {
  torch::nn::init::kaiming_normal_(convolution_->weight, 0.0, torch::kFanOut, torch::kReLU);
}

torch::Tensor ConvolutionNorm::operator()(const torch::Tensor& x) {
  if (!isFolded_) return normalise(norm_, convolve(convolution_, x));
  const auto& options = convolution_->options;
  const std::int64_t padding = (*options.dilation())[0] * ((*options.kernel_size())[0] / 2);
  torch::Tensor y = torch::conv2d(x, convolution_->weight, norm_->bias, options.stride(), padding, options.dilation());
  MultiplicationCounter::add(convolution_->weight, y);
  return y;
}

torch::Tensor ConvolutionNorm::rectified(const torch::Tensor& x) {
  return (*this)(x).relu_();
}

void ConvolutionNorm::fold() {
  TORCH_CHECK(!norm_->is_training() && !isFolded_, "only a network in evaluation mode is folded, and once");
  torch::NoGradGuard noGrad;
  const torch::Tensor scale = norm_->weight * torch::rsqrt(norm_->running_var + norm_->options.eps());
  convolution_->weight.mul_(scale.view({-1, 1, 1, 1}));
  norm_->bias.sub_(norm_->running_mean * scale);
  isFolded_ = true;
}

ConvolutionNormRelu::ConvolutionNormRelu(const ConvolutionOptions& options) : layer_(*this, "0", "1", options) {}

void foldNorms(torch::nn::Module& network) {
  for (const auto& module : network.modules()) {
    if (auto* foldable = dynamic_cast<Foldable*>(module.get())) foldable->fold();
  }
}

}  // namespace macadam
