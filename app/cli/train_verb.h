#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addTrainVerb(CLI::App& app);

}  // namespace macadam
