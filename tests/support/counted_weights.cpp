#include "support/counted_weights.h"

#include "nn/blocks.h"

#include <cmath>

namespace macadam {
namespace {

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

bool endsWith(const std::string& text, const std::string& end) {
  return text.ends_with(end);
}

torch::Tensor countedWeight(const std::string& prefix, const std::string& name, const torch::Tensor& like) {
  const torch::Tensor u = counted(prefix + "/" + name, like.sizes());
  if (like.dim() > 1) {
    const double fanIn = static_cast<double>(like[0].numel());
    return u * static_cast<float>(std::sqrt(6.0 / fanIn));
  }
  if (endsWith(name, "bn2.weight") || endsWith(name, "bn3.weight")) return 0.25 + 0.125 * u;
  if (endsWith(name, "weight")) return 1.0 + 0.25 * u;
  if (endsWith(name, "running_var")) return 1.0 + 0.5 * u;
  return 0.25 * u;
}

}  // namespace

torch::Tensor counted(const std::string& name, at::IntArrayRef shape) {
  std::uint64_t key = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  torch::Tensor tensor = torch::empty(shape, torch::kFloat);
  float* values = tensor.data_ptr<float>();
  for (std::int64_t i = 0; i < tensor.numel(); ++i) {
    const std::uint64_t value = mix(key + static_cast<std::uint64_t>(i + 1) * 0x9e3779b97f4a7c15ULL);
    values[i] = static_cast<float>(value >> 40) / 8388608.0f - 1.0f;
  }
  return tensor;
}

void fillCounted(torch::nn::Module& network, const std::string& prefix) {
  torch::NoGradGuard noGrad;
  for (auto& item : network.named_parameters()) item.value().copy_(countedWeight(prefix, item.key(), item.value()));
  for (auto& item : network.named_buffers()) {
    if (!endsWith(item.key(), "num_batches_tracked")) {
      item.value().copy_(countedWeight(prefix, item.key(), item.value()));
    }
  }
  for (const auto& module : network.modules()) {
    if (auto* dropout = dynamic_cast<Dropout*>(module.get())) dropout->probability = 0.0;
  }
}

}  // namespace macadam
