#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addResumeVerb(CLI::App& app);

}  // namespace macadam
