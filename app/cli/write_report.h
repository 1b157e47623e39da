#pragma once

#include "runs/run_store.h"

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// Prints the table of some runs and writes their report; a figure that cannot be drawn is left out, with a word why.
void tellReport(const std::vector<RunFolder>& runs, const std::filesystem::path& folder, const std::string& title);

}  // namespace macadam
