#include "train/phase_state.h"

#include "base/random.h"
#include "nn/blocks.h"
#include "nn/pretrained.h"
#include "train/device.h"

#include <torch/torch.h>

namespace macadam {
namespace {

constexpr const char* kOptimizer = "optimizer/";

bool isPretrained(const NetworkSpec& spec) {
  return std::visit([](const auto& chosen) { return !chosen.pretrained.empty(); }, spec);
}

/// The encoder's parameter prefix and its factor, where the encoder came pretrained.
std::map<std::string, double> encoderRate(const NetworkSpec& spec, double factor) {
  if (!isPretrained(spec)) return {};
  return {{std::holds_alternative<SegNetSpec>(spec) ? "down." : "encoder.", factor}};
}

}  // namespace

PhaseState::PhaseState(const Phase& phase, const RunSpec& spec, const torch::Device& device)
    : phase_(phase), device_(device), optimizer_(spec.schedule.momentum, spec.schedule.weightDecay) {
  for (const PlannedNetwork& planned : phase.trained) {
    auto network = makeNetwork(planned.spec, streamKey(spec.seed, "weights " + planned.name));
    placeNetwork(*network, device);
    network->train();
    optimizer_.add(planned.name, *network, encoderRate(planned.spec, spec.schedule.pretrainedEncoderFactor));
    networks_.trained.push_back({planned.name, network});
  }
  for (const PlannedNetwork& planned : phase.frozen) {
    auto network = phase.frozenFrom.empty() ? makeNetwork(planned.spec, streamKey(spec.seed, "weights " + planned.name))
                                            : loadNetwork(phase.frozenFrom, planned.name);
    network->eval();
    for (torch::Tensor& parameter : network->parameters()) parameter.set_requires_grad(false);
    foldNorms(*network);
    // On CUDA autocast chooses the types; on the CPU the weights themselves are converted.
    const bool half = phase.frozenPrecision == TeacherPrecision::Auto && hasNativeBfloat16(device);
    if (half && device.is_cpu()) network->to(torch::kBFloat16);
    placeNetwork(*network, device);
    networks_.frozen.push_back({planned.name, network});
  }
}

void PhaseState::enterStage(const Stage& stage) {
  method_ = stage.makeMethod(networks_);
  for (const NamedModule& auxiliary : method_->auxiliaryModules()) {
    auxiliary.module->to(device_);
    optimizer_.add(auxiliary.name, *auxiliary.module);
  }
}

TensorFile PhaseState::save(Contents contents) const {
  TensorFile file;
  for (std::size_t i = 0; i < networks_.trained.size(); ++i) {
    addNetwork(file, {networks_.trained[i].name, phase_.trained[i].spec, networks_.trained[i].network});
  }
  if (contents == Contents::Networks) return file;
  for (const NamedModule& auxiliary : method_->auxiliaryModules()) addModule(file, auxiliary.name, *auxiliary.module);
  for (auto& [name, tensor] : optimizer_.state()) file.tensors.emplace(kOptimizer + name, tensor);
  return file;
}

void PhaseState::load(const TensorFile& file, const std::string& source) {
  for (const NamedNetwork& named : networks_.trained) {
    loadState(*named.network, tensorsBelow(file.tensors, named.name), source);
  }
  for (const NamedModule& auxiliary : method_->auxiliaryModules()) {
    loadState(*auxiliary.module, tensorsBelow(file.tensors, auxiliary.name), source);
  }
  optimizer_.load(tensorsBelow(file.tensors, "optimizer"), source);
}

}  // namespace macadam
