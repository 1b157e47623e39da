#include "methods/cct.h"

#include "base/random.h"
#include "methods/ramp.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <utility>

namespace macadam {

Cct::Cct(NamedNetwork network, std::shared_ptr<AuxiliaryDecoders> decoders, double weight, double rampFraction)
    : network_(std::move(network)), decoders_(std::move(decoders)), weight_(weight), rampFraction_(rampFraction) {}

StepResult Cct::step(const StepBatch& batch, const Progress& progress) {
  StepResult result;
  const auto [labelled, unlabelled] = forwardBoth(*network_.network, batch.labelledImages, batch.unlabelledImages);
  result.losses.add("supervised " + network_.name, labelledError(labelled.logits, batch.labels));

  const torch::Tensor target = probabilities(unlabelled.logits.detach());
  const std::vector<torch::Tensor> auxiliary = decoders_->forward(unlabelled.features, target);
  torch::Tensor consistency;
  for (const torch::Tensor& logits : auxiliary) {
    const torch::Tensor error = meanSquaredError(probabilities(logits), target, batch.unlabelledValid);
    consistency = consistency.defined() ? consistency + error : error;
  }
  result.losses.add("consistency", consistency / static_cast<double>(auxiliary.size()),
                    weight_ * sigmoidRamp(progress.iteration, progress.iterations, rampFraction_));
  result.pseudoLabels = {{unlabelled.logits.detach()}};
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const CctSpec& method, const std::string&) {
  Phase phase = studentPhase(spec);
  phase.stages.push_back({"student CCT", method.iterations, [method, seed = spec.seed](const PhaseNetworks& networks) {
                            const NamedNetwork& student = networks.trained.at(0);
                            TensorRandom initial(streamKey(seed, "auxiliary decoders"));
                            auto decoders = std::make_shared<AuxiliaryDecoders>(
                                student.network->featureChannels(), student.network->stride(), kClasses, initial);
                            return std::make_unique<Cct>(student, decoders, method.weight, method.rampFraction);
                          }});
  return {phase};
}

}  // namespace macadam
