#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addSuiteVerb(CLI::App& app);

}  // namespace macadam
