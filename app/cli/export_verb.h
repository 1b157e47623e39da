#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

/// `data export`
void addExport(CLI::App& data);

}  // namespace macadam
