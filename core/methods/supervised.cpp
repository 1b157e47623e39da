#include "methods/supervised.h"

#include <utility>

namespace macadam {

Supervised::Supervised(std::vector<NamedNetwork> networks) : networks_(std::move(networks)) {}

StepResult Supervised::step(const StepBatch& batch, const Progress&) {
  StepResult result;
  for (const NamedNetwork& named : networks_) {
    const torch::Tensor logits = named.network->forward(batch.labelledImages).logits;
    result.losses.add("supervised " + named.name, crossEntropy(logits, batch.labels));
  }
  return result;
}

}  // namespace macadam
