#include "methods/supervised.h"

#include <utility>

namespace macadam {

Supervised::Supervised(std::vector<NamedNetwork> networks) : networks_(std::move(networks)) {}

StepResult Supervised::step(const StepBatch& batch, const Progress&) {
  StepResult result;
  for (const NamedNetwork& named : networks_) {
    const torch::Tensor logits = named.network->forward(batch.labelledImages).logits;
    result.losses.add("supervised " + named.name, labelledError(logits, batch.labels));
  }
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const SupervisedSpec& method, const std::string&) {
  const std::string name = toString(method.network);
  Phase phase{.name = method.network.isStudent() ? "student" : "teachers"};
  phase.trained = {planned(spec, method.network)};
  phase.judgedBy = {name};
  phase.stages.push_back(supervisedStage(name + " supervised", method.iterations));
  return {phase};
}

}  // namespace macadam
