#include "nn/two_batches.h"

#include <torch/torch.h>

namespace macadam {
namespace {

/// Two cores, full networks: at 128² a step of CPS takes 0.8 of the time of two passes, at 256² nearly the same time.
constexpr std::int64_t kMostPixels = 192 * 192;

/// Images of the first batch while two pass through a network of this thread at once; else 0.
thread_local std::int64_t imagesOfFirst = 0;

class JointPass {
 public:
  explicit JointPass(std::int64_t ofFirst) { imagesOfFirst = ofFirst; }
  ~JointPass() { imagesOfFirst = 0; }
  JointPass(const JointPass&) = delete;
  JointPass& operator=(const JointPass&) = delete;
};

Network::Output rows(const Network::Output& both, std::int64_t from, std::int64_t count) {
  return {both.logits.narrow(0, from, count), both.features.narrow(0, from, count)};
}

}  // namespace

std::array<Network::Output, 2> forwardBoth(Network& network, const torch::Tensor& first, const torch::Tensor& second) {
  const bool atOnce = first.is_cpu() && first.size(2) * first.size(3) <= kMostPixels;
  if (!atOnce) return {network.forward(first), network.forward(second)};
  const JointPass pass(first.size(0));
  const Network::Output both = network.forward(torch::cat({first, second}));
  return {rows(both, 0, first.size(0)), rows(both, first.size(0), second.size(0))};
}

torch::Tensor normalise(torch::nn::BatchNorm2d& norm, const torch::Tensor& x) {
  if (imagesOfFirst == 0 || !norm->is_training()) return norm->forward(x);
  const std::vector<torch::Tensor> batches = torch::split_with_sizes(x, {imagesOfFirst, x.size(0) - imagesOfFirst});
  return torch::cat({norm->forward(batches[0]), norm->forward(batches[1])});
}

}  // namespace macadam
