#include "nn/tensor_random.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <mutex>

namespace macadam {
namespace {

/// There is no other way to make one for a GPU that LibTorch 1.13 and 2.x both have without CUDA's headers.
at::Generator cloneOfDefault(const torch::Device& device) {
  at::Generator ofProcess = at::globalContext().defaultGenerator(device);
  const std::lock_guard lock(ofProcess.mutex());
  return ofProcess.clone();
}

}  // namespace

void TensorRandom::restart(std::uint64_t seed) {
  seed_ = seed;
  if (!host_.defined()) host_ = at::detail::createCPUGenerator(seed);
  host_.set_current_seed(seed);
  if (device_.defined()) device_.set_current_seed(seed);
}

const at::Generator& TensorRandom::on(const torch::Device& device) {
  if (device.is_cpu()) return host_;
  if (!device_.defined() || device_.device() != device) {
    device_ = cloneOfDefault(device);
    device_.set_current_seed(seed_);
  }
  return device_;
}

double TensorRandom::uniform(double low, double high) {
  return low + (high - low) * torch::rand({1}, host_).item<double>();
}

void drawFrom(torch::nn::Module& module, const std::shared_ptr<TensorRandom>& random) {
  const auto tell = [&random](torch::nn::Module& each) {
    if (auto* drawing = dynamic_cast<DrawsAtRandom*>(&each)) drawing->drawFrom(random);
  };
  tell(module);
  for (const auto& below : module.modules(/*include_self=*/false)) tell(*below);
}

}  // namespace macadam
