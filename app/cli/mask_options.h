#pragma once

#include "data/dataset.h"

#include <CLI/CLI.hpp>

namespace macadam {

/// `--mask-values` and `--accept-unlikely-masks`, for verbs that read a data set without a spec.
void addMaskOptions(CLI::App& verb, DataChoices& choices);
/// `--bands`, for verbs that show or copy colours.
void addBandsOption(CLI::App& verb, DataChoices& choices);

}  // namespace macadam
