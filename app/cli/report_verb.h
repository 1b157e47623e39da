#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

void addReportVerb(CLI::App& app);

}  // namespace macadam
