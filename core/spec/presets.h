#pragma once

#include "spec/run_spec.h"

#include <string>
#include <vector>

namespace macadam {

/// The built-in specs, from the quickest to the largest.
std::vector<std::string> presetNames();

/// The preset's file with its comments. @throws Error when there is none of that name.
std::string presetText(const std::string& name);

/// With paths as resolvePaths makes them.
RunSpec preset(const std::string& name);

}  // namespace macadam
