#pragma once

#include "base/error.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// What a verb that writes `file` says where that is there already, unless `overwrites`: nothing, or one problem.
void addExisting(const std::filesystem::path& file, bool overwrites, std::vector<Problem>& problems);

/// @throws Error where the file is there already.
void refuseExisting(const std::filesystem::path& file, bool overwrites);

}  // namespace macadam
