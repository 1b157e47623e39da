#include "train/device.h"

#include <torch/torch.h>

#include <algorithm>
#include <thread>

#include "base/error.h"

namespace macadam {

torch::Device resolveDevice(const DeviceSpec& spec) {
  if (spec.kind == DeviceKind::Cpu) return torch::kCPU;
  const int devices = torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
  if (spec.kind == DeviceKind::Auto) return devices > 0 ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
  if (spec.index >= devices) {
    throw Error("device cuda:" + std::to_string(spec.index), devices == 0 ? "is not there: LibTorch sees no GPU"
                                                                           : "is not there: LibTorch sees " + std::to_string(devices) + " GPUs",
                "take --device cpu or auto, or a LibTorch with CUDA (setup.sh --torch pip) and its driver");
  }
  return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(spec.index));
}

std::string describe(const torch::Device& device) {
  if (device.is_cpu()) return "cpu, " + std::to_string(at::get_num_threads()) + " threads";
  return device.str();
}

void prepareThread(const torch::Device& device, int threads) {
  if (device.is_cuda()) at::globalContext().setBenchmarkCuDNN(true);
  // Debian's LibTorch starts with one thread.
  at::set_num_threads(threads > 0 ? threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
}

std::string torchVersion() { return TORCH_VERSION; }

}  // namespace macadam
