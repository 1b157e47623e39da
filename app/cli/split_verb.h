#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addSplitVerb(CLI::App& app);

}  // namespace macadam
