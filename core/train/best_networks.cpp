#include "train/best_networks.h"

#include "train/checkpoint.h"

#include <torch/torch.h>

namespace macadam {

std::vector<NamedNetwork> bestNetworks(const std::vector<Phase>& plan, const std::filesystem::path& checkpointFolder,
                                       const torch::Device& device) {
  std::vector<NamedNetwork> networks;
  const auto add = [&](const std::filesystem::path& checkpoint, const std::string& name) {
    const NamedNetwork& best = networks.emplace_back(name, loadNetwork(checkpoint, name));
    best.network->to(device);
    best.network->eval();
  };
  for (const Phase& phase : plan) {
    for (const PlannedNetwork& trained : phase.trained) add(checkpointFolder / phase.bestFile, trained.name);
    for (const PlannedNetwork& averaged : phase.averaged) add(checkpointFolder / phase.bestFile, averaged.name);
    const bool trainedBefore = phase.frozenFrom == (checkpointFolder / kTeachersFile).string();
    if (trainedBefore) continue;
    for (const PlannedNetwork& given : phase.frozen) add(phase.frozenFrom, given.name);
  }
  return networks;
}

}  // namespace macadam
