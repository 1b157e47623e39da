#include "train/phase_state.h"

#include "base/error.h"
#include "base/random.h"
#include "nn/blocks.h"
#include "nn/pretrained.h"
#include "spec/network_facts.h"
#include "train/device.h"

#include <torch/torch.h>

namespace macadam {
namespace {

constexpr const char* kOptimizer = "optimizer/";
constexpr const char* kOptimizerKind = "optimizer";  // a note; checkpoints without it hold the state of SGD

OptimizerRule ruleOf(const ScheduleSpec& schedule) {
  switch (schedule.optimizer) {
    case OptimizerKind::Sgd:
      return SgdRule{.momentum = schedule.momentum, .weightDecay = schedule.weightDecay};
    case OptimizerKind::AdamW:
      return AdamWRule{.weightDecay = schedule.weightDecay};
  }
  return SgdRule{};
}

/// Refuses a file with the state of another optimizer.
void requireOptimizer(OptimizerKind kind, const TensorFile& file, const std::string& source) {
  const auto note = file.metadata.find(kOptimizerKind);
  const std::string held = note == file.metadata.end() ? std::string(factsOf(OptimizerKind::Sgd).name) : note->second;
  const std::string wanted(factsOf(kind).name);
  if (held == wanted) return;
  throw Error(source, "holds the state of the optimizer '" + held + "', and this run trains with '" + wanted + "'",
              "set schedule.optimizer = \"" + held + "\", as when the run was started, or train a new run");
}

std::string encoderModule(const NetworkSpec& spec) {
  return std::string(factsOf(spec.decoder).encoderModule);
}

/// The encoder's parameter prefix and its factor, where the encoder came pretrained.
std::map<std::string, double> encoderRate(const NetworkSpec& spec, double factor) {
  if (spec.pretrained.empty()) return {};
  return {{encoderModule(spec) + ".", factor}};
}

void addPretrained(FrozenEncoders& encoders, const NetworkSpec& spec, const Network& network) {
  if (!spec.pretrained.empty()) encoders.add(network.named_children()[encoderModule(spec)]);
}

}  // namespace

PhaseState::PhaseState(const Phase& phase, const RunSpec& spec, const torch::Device& device)
    : phase_(phase),
      device_(device),
      loss_(spec.schedule.loss),
      optimizerKind_(spec.schedule.optimizer),
      optimizer_(ruleOf(spec.schedule)),
      pretrained_(spec.schedule.frozenEncoderIterations) {
  for (const PlannedNetwork& planned : phase.trained) {
    auto network = makeNetwork(planned.spec, streamKey(spec.seed, "weights " + planned.name));
    placeNetwork(*network, device);
    network->train();
    drawFrom(*network, random_);
    optimizer_.add(planned.name, *network, encoderRate(planned.spec, spec.schedule.pretrainedEncoderFactor));
    addPretrained(pretrained_, planned.spec, *network);
    networks_.trained.push_back({planned.name, network});
  }
  for (const PlannedNetwork& planned : phase.averaged) {
    auto network = makeNetwork(planned.spec, streamKey(spec.seed, "weights " + planned.name));
    placeNetwork(*network, device);
    loadState(*network, stateOf(*networks_.trained.front().network), planned.name);
    for (torch::Tensor& parameter : network->parameters()) parameter.set_requires_grad(false);
    drawFrom(*network, random_);
    addPretrained(pretrained_, planned.spec, *network);
    networks_.averaged.push_back({planned.name, network});
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

void PhaseState::loadGiven() {
  for (std::size_t i = 0; i < networks_.trained.size(); ++i) {
    const std::string& source = phase_.trained[i].startFrom;
    if (source.empty()) continue;
    const auto given = loadNetwork(source, networks_.trained[i].name);
    loadState(*networks_.trained[i].network, stateOf(*given), source);
  }
  for (const NamedNetwork& averaged : networks_.averaged) {
    loadState(*averaged.network, stateOf(*networks_.trained.front().network), averaged.name);
  }
}

void PhaseState::enterStage(const Stage& stage) {
  if (method_) {
    for (const NamedModule& former : method_->auxiliaryModules()) optimizer_.remove(former.name);
  }
  method_ = stage.makeMethod(networks_);
  method_->learnLabelsBy(loss_);
  for (const NamedModule& auxiliary : method_->auxiliaryModules()) {
    auxiliary.module->to(device_);
    drawFrom(*auxiliary.module, random_);
    optimizer_.add(auxiliary);
  }
}

TensorFile PhaseState::save(Contents contents) const {
  TensorFile file;
  for (std::size_t i = 0; i < networks_.trained.size(); ++i) {
    addNetwork(file, {networks_.trained[i].name, phase_.trained[i].spec, networks_.trained[i].network});
  }
  for (std::size_t i = 0; i < networks_.averaged.size(); ++i) {
    addNetwork(file, {networks_.averaged[i].name, phase_.averaged[i].spec, networks_.averaged[i].network});
  }
  if (contents == Contents::Networks) return file;
  for (const NamedModule& auxiliary : method_->auxiliaryModules()) addModule(file, auxiliary.name, *auxiliary.module);
  if (optimizerKind_ != OptimizerKind::Sgd) file.metadata[kOptimizerKind] = factsOf(optimizerKind_).name;
  for (auto& [name, tensor] : optimizer_.state()) file.tensors.emplace(kOptimizer + name, tensor);
  return file;
}

void PhaseState::loadNetworks(const TensorFile& file, const std::string& source) {
  requireOptimizer(optimizerKind_, file, source);
  for (const NamedNetwork& named : networks_.trained) load(named.name, *named.network, file, source);
  for (const NamedNetwork& named : networks_.averaged) {
    loadState(*named.network, tensorsBelow(file.tensors, named.name), source);
  }
}

void PhaseState::loadAuxiliaries(const TensorFile& file, const std::string& source) {
  for (const NamedModule& auxiliary : method_->auxiliaryModules()) {
    load(auxiliary.name, *auxiliary.module, file, source);
  }
}

void PhaseState::load(const std::string& name, torch::nn::Module& module, const TensorFile& file,
                      const std::string& source) {
  loadState(module, tensorsBelow(file.tensors, name), source);
  optimizer_.load(name, tensorsBelow(file.tensors, "optimizer"), source);
}

}  // namespace macadam
