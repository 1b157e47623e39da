#include "train/optimizer.h"

#include "base/error.h"
#include "train/adamw.h"
#include "train/sgd.h"

#include <torch/torch.h>

namespace macadam {

void Optimizer::add(const std::string& name, torch::nn::Module& module,
                    const std::map<std::string, double>& rateFactor) {
  for (const auto& item : module.named_parameters()) {
    double factor = 1.0;
    for (const auto& [prefix, value] : rateFactor) {
      if (item.key().starts_with(prefix)) factor = value;
    }
    slots_.push_back({name + "/" + item.key(), item.value(), factor, blankMemory(item.value())});
  }
}

void Optimizer::remove(const std::string& name) {
  std::erase_if(slots_, [start = name + "/"](const Slot& slot) { return slot.name.starts_with(start); });
}

void Optimizer::zeroGradients() {
  for (Slot& slot : slots_) slot.parameter.mutable_grad() = torch::Tensor();
}

void Optimizer::step(double rate) {
  torch::NoGradGuard noGrad;
  std::vector<Slot*> changing;
  for (Slot& slot : slots_) {
    if (slot.parameter.grad().defined()) changing.push_back(&slot);
  }
  update(changing, rate);
}

std::map<std::string, torch::Tensor> Optimizer::state() const {
  std::map<std::string, torch::Tensor> tensors;
  for (const Slot& slot : slots_) {
    for (const Memory& memory : slot.memory) tensors.emplace(slot.name + std::string(memory.suffix), memory.value);
  }
  return tensors;
}

void Optimizer::load(const std::string& name, const std::map<std::string, torch::Tensor>& state,
                     const std::string& source) {
  torch::NoGradGuard noGrad;
  for (Slot& slot : slots_) {
    if (!slot.name.starts_with(name + "/")) continue;
    for (Memory& memory : slot.memory) {
      const auto found = state.find(slot.name + std::string(memory.suffix));
      if (found == state.end() || found->second.sizes() != memory.value.sizes()) {
        throw Error(source, "holds no optimizer state for " + slot.name,
                    "resume with the spec that the run was started with");
      }
      memory.value.copy_(found->second);
    }
  }
}

std::unique_ptr<Optimizer> makeOptimizer(const OptimizerRule& rule) {
  struct Maker {
    std::unique_ptr<Optimizer> operator()(const SgdRule& sgd) const { return std::make_unique<Sgd>(sgd); }
    std::unique_ptr<Optimizer> operator()(const AdamWRule& adamW) const { return std::make_unique<AdamW>(adamW); }
  };
  return std::visit(Maker{}, rule);
}

torch::Tensor alignedGradient(const torch::Tensor& parameter) {
  const torch::Tensor& gradient = parameter.grad();
  if (gradient.strides() == parameter.strides()) return gradient;
  return torch::empty_like(parameter).copy_(gradient);
}

}  // namespace macadam
