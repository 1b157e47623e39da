#pragma once

#include "session/start_check.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// checkStart, and what the engine alone can say: whether given teachers fit, and whether the device is there.
std::vector<Finding> checkTraining(const RunSpec& spec, const std::filesystem::path& runs);

}  // namespace macadam
