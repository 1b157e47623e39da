#include "train/device.h"

#include "base/error.h"
#include "nn/compat.h"

#include <torch/torch.h>

#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
#include <thread>

namespace macadam {
namespace {

torch::Tensor onDevice(const torch::Tensor& tensor, const torch::Device& device) {
  return tensor.defined() && !device.is_cpu() ? tensor.to(device, /*non_blocking=*/true) : tensor;
}

/// Channels-last suits cuDNN's half-precision kernels; on the CPU the plain layout is the faster one.
torch::Tensor imagesOnDevice(const torch::Tensor& images, const torch::Device& device) {
  const torch::Tensor placed = onDevice(images, device);
  return placed.defined() && device.is_cuda() ? placed.contiguous(torch::MemoryFormat::ChannelsLast) : placed;
}

/// OpenBLAS as Debian builds it has threads of its own besides OpenMP's: they and who calls them wait for each other by
/// giving the core away, which beside a busy program takes ten times the time. On one thread, the caller, convolutions
/// of LibTorch were faster alone too (two cores). Never changed while a run trains: sums would be of another order.
void leaveThreadsToOpenMp() {
  constexpr int kOwnThreads = 1;  // of the answers of openblas_get_parallel
  const auto parallel = reinterpret_cast<int (*)()>(::dlsym(RTLD_DEFAULT, "openblas_get_parallel"));
  const auto setThreads = reinterpret_cast<void (*)(int)>(::dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
  if (parallel == nullptr || setThreads == nullptr || std::getenv("OPENBLAS_NUM_THREADS") != nullptr) return;
  if (parallel() == kOwnThreads) setThreads(1);
}

}  // namespace

void placeNetwork(Network& network, const torch::Device& device) {
  network.to(device);
  if (!device.is_cuda()) return;
  torch::NoGradGuard noGrad;
  for (torch::Tensor& parameter : network.parameters()) {
    if (parameter.dim() == 4) parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
  }
}

StepBatch onDevice(const StepBatch& batch, const torch::Device& device) {
  // Each member by name: one that is added to a batch does not compile until it is placed here too.
  const auto& [labelledImages, labels, unlabelledImages, unlabelledValid, hiddenLabels] = batch;
  return {.labelledImages = imagesOnDevice(labelledImages, device),
          .labels = onDevice(labels, device),
          .unlabelledImages = imagesOnDevice(unlabelledImages, device),
          .unlabelledValid = onDevice(unlabelledValid, device),
          .hiddenLabels = hiddenLabels};
}

torch::Device resolveDevice(const DeviceSpec& spec) {
  if (spec.kind == DeviceKind::Cpu) return torch::kCPU;
  const int devices = torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
  if (spec.kind == DeviceKind::Auto) return devices > 0 ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
  if (spec.index >= devices) {
    throw Error("device cuda:" + std::to_string(spec.index),
                devices == 0 ? "is not there: LibTorch sees no GPU"
                             : "is not there: LibTorch sees " + std::to_string(devices) + " GPUs",
                "take --device cpu or auto, or a LibTorch with CUDA (setup.sh --torch pip) and its driver");
  }
  return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(spec.index));
}

std::string describe(const torch::Device& device) {
  if (device.is_cpu()) return "cpu, " + std::to_string(at::get_num_threads()) + " threads";
  return device.str();
}

bool hasNativeBfloat16(const torch::Device& device) {
  if (device.is_cuda()) return convolvesInBfloat16(device);
#ifdef __x86_64__
  return __builtin_cpu_supports("avx512bf16");
#else
  return false;
#endif
}

int computeThreads(int asked) {
  return asked > 0 ? asked : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

void prepareThread(const torch::Device& device, int threads) {
  if (device.is_cuda()) {
    at::globalContext().setBenchmarkCuDNN(true);
    at::globalContext().setAllowTF32CuDNN(false);  // what is to be computed in float32 is; autocast does the rest
  }
  // LibTorch gives a thread that has not computed yet the number that any thread set last, when it first asks; asked
  // once, it leaves the number alone. Debian's starts with one.
  at::get_num_threads();
  at::set_num_threads(computeThreads(threads));
  leaveThreadsToOpenMp();
}

std::string torchVersion() {
  return TORCH_VERSION;
}

}  // namespace macadam
