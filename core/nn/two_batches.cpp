#include "nn/two_batches.h"

#include "nn/blocks.h"

#include <torch/torch.h>

#include <optional>
#include <utility>
#include <vector>

namespace macadam {
namespace {

/// Two cores, full networks: at 128² a step of CPS takes 0.8 of the time of two passes, at 256² nearly the same time.
constexpr std::int64_t kMostPixels = 192 * 192;

/// The BatchNorms of a network; empty where one of them would mix two batches.
std::optional<std::vector<BatchNorm*>> separatingNorms(Network& network) {
  std::vector<BatchNorm*> norms;
  for (const auto& module : network.modules(/*include_self=*/false)) {
    auto* separating = dynamic_cast<BatchNorm*>(module.get());
    if (separating != nullptr) {
      norms.push_back(separating);
    } else if (dynamic_cast<torch::nn::BatchNorm2dImpl*>(module.get()) != nullptr) {
      return std::nullopt;
    }
  }
  return norms;
}

/// While it lives, BatchNorms take the first images of a pass for a batch of their own.
class JointPass {
 public:
  JointPass(std::vector<BatchNorm*> norms, std::int64_t imagesOfFirst) : norms_(std::move(norms)) {
    for (BatchNorm* norm : norms_) norm->imagesOfFirst = imagesOfFirst;
  }
  ~JointPass() {
    for (BatchNorm* norm : norms_) norm->imagesOfFirst = 0;
  }
  JointPass(const JointPass&) = delete;
  JointPass& operator=(const JointPass&) = delete;

 private:
  std::vector<BatchNorm*> norms_;
};

Network::Output rows(const Network::Output& both, std::int64_t from, std::int64_t count) {
  return {both.logits.narrow(0, from, count), both.features.narrow(0, from, count)};
}

}  // namespace

std::array<Network::Output, 2> forwardBoth(Network& network, const torch::Tensor& first, const torch::Tensor& second) {
  const bool isSmall = first.is_cpu() && first.size(2) * first.size(3) <= kMostPixels;
  std::optional<std::vector<BatchNorm*>> norms = isSmall ? separatingNorms(network) : std::nullopt;
  if (!norms) return {network.forward(first), network.forward(second)};
  const JointPass pass(std::move(*norms), first.size(0));
  const Network::Output both = network.forward(torch::cat({first, second}));
  return {rows(both, 0, first.size(0)), rows(both, first.size(0), second.size(0))};
}

}  // namespace macadam
