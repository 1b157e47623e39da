#include "nn/joint_pass.h"

#include <torch/torch.h>

namespace macadam {
namespace {

/// Images of the first batch in this thread's joint pass; 0 outside of one.
thread_local std::int64_t firstBatch = 0;

class JointPass {
 public:
  explicit JointPass(std::int64_t images) { firstBatch = images; }
  ~JointPass() { firstBatch = 0; }
  JointPass(const JointPass&) = delete;
  JointPass& operator=(const JointPass&) = delete;
};

Network::Output rows(const Network::Output& both, std::int64_t from, std::int64_t count) {
  return {both.logits.narrow(0, from, count), both.features.narrow(0, from, count)};
}

}  // namespace

std::array<Network::Output, 2> jointPass(Network& network, const torch::Tensor& first, const torch::Tensor& second) {
  const std::int64_t count = first.size(0);
  const JointPass pass(count);
  const Network::Output both = network.forward(torch::cat({first, second}));
  return {rows(both, 0, count), rows(both, count, second.size(0))};
}

torch::Tensor normalise(torch::nn::BatchNorm2d& norm, const torch::Tensor& x) {
  if (firstBatch == 0 || !norm->is_training()) return norm->forward(x);
  const std::vector<torch::Tensor> batches = torch::split_with_sizes(x, {firstBatch, x.size(0) - firstBatch});
  return torch::cat({norm->forward(batches[0]), norm->forward(batches[1])});
}

}  // namespace macadam
