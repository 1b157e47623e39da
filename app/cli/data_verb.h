#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addDataVerb(CLI::App& app);

}  // namespace macadam
