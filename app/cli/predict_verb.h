#pragma once

#include <CLI/CLI.hpp>

namespace macadam {

/// `macadam-cli predict`: masks and road probabilities of pictures of any size.
void addPredictVerb(CLI::App& app);

}  // namespace macadam
