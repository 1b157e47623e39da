#include "train/step_timing.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>

#include "nn/compat.h"
#include "train/device.h"
#include "train/phase_state.h"

namespace macadam {
namespace {

StepBatch randomBatch(const RunSpec& spec, const torch::Device& device) {
  const std::int64_t size = spec.data.tileSize;
  const auto images = [&](std::int64_t count) {
    const torch::Tensor drawn = torch::randn({count, 3, size, size}, device);
    return device.is_cuda() ? drawn.contiguous(torch::MemoryFormat::ChannelsLast) : drawn;
  };
  const torch::Tensor road = torch::rand({spec.schedule.labelledBatch, size, size}, device) < 0.1;
  return {.labelledImages = images(spec.schedule.labelledBatch),
          .labels = road.to(torch::kLong),
          .unlabelledImages = images(spec.schedule.unlabelledBatch)};
}

void trainOnce(PhaseState& state, const StepBatch& batch, const torch::Device& device, double rate) {
  state.optimizer().zeroGradients();
  const StepResult result = [&] {
    const CudaAutocast autocast(device);
    return state.method().step(batch, {});
  }();
  const torch::Tensor total = result.losses.total();
  total.backward();
  state.optimizer().step(rate);
  total.item<float>();  // waits for the device, as a training step does when it reads its losses
}

}  // namespace

StepTiming timeTrainingStep(const RunSpec& spec, int warmUpSteps, int steps) {
  const torch::Device device = resolveDevice(spec.device);
  prepareThread(device, spec.threads);
  Phase phase = planPhases(spec, "").back();
  phase.frozenFrom.clear();
  PhaseState state(phase, spec, device);
  state.enterStage(phase.stages.back());
  const StepBatch batch = randomBatch(spec, device);
  std::vector<double> seconds;
  for (int i = 0; i < warmUpSteps + steps; ++i) {
    const auto start = std::chrono::steady_clock::now();
    trainOnce(state, batch, device, spec.schedule.learningRate);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (i >= warmUpSteps) seconds.push_back(taken.count());
  }
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[seconds.size() / 2];
  return {.medianSeconds = median,
          .minimumSeconds = seconds.front(),
          .imagesPerSecond = (spec.schedule.labelledBatch + spec.schedule.unlabelledBatch) / median,
          .threads = at::get_num_threads(),
          .device = device.str()};
}

}  // namespace macadam
