#pragma once

#include "runs/run_store.h"

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// Prints the table of some runs and writes their report; what cannot be read or drawn is left out, with a word why.
/// False where anything was.
bool tellReport(const std::vector<RunFolder>& runs, const std::filesystem::path& folder, const std::string& title);

}  // namespace macadam
