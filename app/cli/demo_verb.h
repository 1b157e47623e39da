#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addDemoVerb(CLI::App& app);

}  // namespace macadam
