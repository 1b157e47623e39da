#pragma once

#include <filesystem>

namespace macadam {

/// Says on the error stream where a window has the project open that this folder of runs, or of a suite, belongs to.
void tellOfWindow(const std::filesystem::path& runs);

}  // namespace macadam
