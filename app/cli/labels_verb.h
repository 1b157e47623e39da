#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

/// `labels export`
void addLabelsVerb(CLI::App& app);

}  // namespace macadam
