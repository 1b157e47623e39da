#include "train/step_timing.h"

#include "nn/compat.h"
#include "nn/tensor_random.h"
#include "train/device.h"
#include "train/phase_state.h"
#include "train/shared_cores.h"
#include "train/step.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <optional>

namespace macadam {
namespace {

StepBatch randomBatch(const RunSpec& spec, const torch::Device& device) {
  const std::int64_t size = spec.data.tileSize;
  TensorRandom random(spec.seed);
  const at::Generator& generator = random.on(device);
  const auto images = [&](std::int64_t count) { return torch::randn({count, 3, size, size}, generator, device); };
  const torch::Tensor road = torch::rand({spec.schedule.labelledBatch, size, size}, generator, device) < 0.1;
  return {.labelledImages = images(spec.schedule.labelledBatch),
          .labels = road.to(torch::kLong),
          .unlabelledImages = images(spec.schedule.unlabelledBatch)};
}

}  // namespace

struct StepTimer::State {
  explicit State(const RunSpec& spec)
      : device(resolveDevice(spec.device)), rate(spec.schedule.learningRate), phase(planPhases(spec, "").back()) {
    prepareThread(device, spec.threads);
    phase.frozenFrom.clear();
    networks.emplace(phase, spec, device);
    networks->enterStage(phase.stages.back());
  }

  torch::Device device;
  double rate;
  Phase phase;
  std::optional<PhaseState> networks;
};

StepTimer::StepTimer(const RunSpec& spec) : state_(std::make_unique<State>(spec)) {}

StepTimer::~StepTimer() = default;

void StepTimer::train(const StepBatch& batch) {
  PhaseState& networks = *state_->networks;
  // The last one, as most are: no encoder is frozen any more that learns at all.
  const std::int64_t iterations = state_->phase.iterations();
  const StepResult result =
      trainStep(networks, onDevice(batch, state_->device), {iterations - 1, iterations}, state_->rate, state_->device);
  result.losses.total().item<float>();  // waits for the device, as a training step does when it reads its losses
  shareCores();
}

StepTiming timeTrainingStep(const RunSpec& spec, int warmUpSteps, int steps, std::chrono::duration<double> settling) {
  const torch::Device device = resolveDevice(spec.device);
  restartPeakMemory(device);
  StepTimer timer(spec);
  const StepBatch batch = randomBatch(spec, device);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < warmUpSteps || std::chrono::steady_clock::now() - begin < settling; ++i) timer.train(batch);
  std::vector<double> seconds;
  for (int i = 0; i < steps; ++i) {
    const auto start = std::chrono::steady_clock::now();
    timer.train(batch);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    seconds.push_back(taken.count());
  }
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[seconds.size() / 2];
  return {.medianSeconds = median,
          .minimumSeconds = seconds.front(),
          .imagesPerSecond = (spec.schedule.labelledBatch + spec.schedule.unlabelledBatch) / median,
          .threads = at::get_num_threads(),
          .device = describe(device),
          .torch = torchVersion(),
          .peakDeviceBytes = peakMemory(device)};
}

}  // namespace macadam
