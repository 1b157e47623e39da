#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addEvaluateVerb(CLI::App& app);

}  // namespace macadam
