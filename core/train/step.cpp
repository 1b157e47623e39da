#include "train/step.h"

#include "nn/compat.h"

#include <torch/torch.h>

namespace macadam {

StepResult trainStep(PhaseState& state, const StepBatch& batch, const Progress& progress, double rate,
                     const torch::Device& device) {
  state.prepareStep(progress.iteration);
  state.optimizer().zeroGradients();
  StepResult result = [&] {
    const CudaAutocast autocast(device);
    return state.method().step(batch, progress);
  }();
  result.losses.total().backward();
  state.optimizer().step(rate);
  state.method().afterStep(progress);
  return result;
}

}  // namespace macadam
