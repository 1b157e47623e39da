#pragma once

#include "train/phase_plan.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// Every network of a run that came to its end, trained or given, by its best weights, on `device` and in evaluation
/// mode; `checkpointFolder` is the one that it was planned with.
std::vector<NamedNetwork> bestNetworks(const std::vector<Phase>& plan, const std::filesystem::path& checkpointFolder,
                                       const torch::Device& device);

}  // namespace macadam
