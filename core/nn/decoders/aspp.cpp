#include "nn/decoders/aspp.h"

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

}  // namespace macadam
