#include "device/first_step.h"

#include "nn/blocks.h"
#include "nn/compat.h"
#include "support/tiny_world.h"
#include "train/device.h"
#include "train/evaluate.h"
#include "train/finite.h"
#include "train/phase_state.h"

#include <torch/torch.h>

namespace macadam {
namespace {

/// The batch of a step, with ignored pixels in every part of it.
StepBatch tinyBatch() {
  TinyStream stream;
  stream.start("device", 0, BatchContents::LabelledAndUnlabelled);
  StepBatch batch = stream.next();
  batch.labels.slice(1, 0, 3).fill_(kIgnore);
  batch.unlabelledValid = torch::ones({2, 32, 32}, torch::kBool);
  batch.unlabelledValid.slice(2, 0, 5).fill_(false);
  return batch;
}

void switchDropoutOff(torch::nn::Module& network) {
  for (const auto& module : network.modules()) {
    if (auto* dropout = dynamic_cast<Dropout*>(module.get())) dropout->probability = 0.0;
  }
}

}  // namespace

std::vector<NamedMethod> allMethods() {
  return {{"supervised", SupervisedSpec{}},
          {"cps", CpsSpec{}},
          {"cms", CmsSpec{}},
          {"cct", CctSpec{}},
          {"sslkd", SslkdSpec{}}};
}

FirstStep firstStep(const MethodSpec& method, const torch::Device& device) {
  const RunSpec spec = tinySpec(method);
  Phase phase = planPhases(spec, "").back();
  phase.frozenFrom.clear();
  PhaseState state(phase, spec, device);
  for (const NamedNetwork& named : state.networks().trained) switchDropoutOff(*named.network);
  state.enterStage(phase.stages.back());

  const StepBatch batch = onDevice(tinyBatch(), device);
  state.optimizer().zeroGradients();
  const StepResult result = [&] {
    const CudaAutocast autocast(device);
    return state.method().step(batch, {.iteration = 50, .iterations = 100});
  }();
  result.losses.total().backward();
  state.optimizer().step(0.01);

  FirstStep step;
  for (const LossTerm& term : finiteTerms(result.losses, 1)) step.terms[term.name] = term.value;
  if (!result.pseudoLabels.sources.empty()) step.pseudoLabels = measurePseudoLabels(result.pseudoLabels, batch);
  std::vector<torch::Tensor> weights;
  for (const NamedNetwork& named : state.networks().trained) {
    for (const torch::Tensor& parameter : named.network->parameters()) {
      weights.push_back(parameter.detach().to(torch::kCPU).contiguous().flatten());
    }
  }
  step.weights = torch::cat(weights);
  return step;
}

}  // namespace macadam
