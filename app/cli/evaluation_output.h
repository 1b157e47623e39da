#pragma once

#include "session/evaluation.h"

#include <filesystem>
#include <string>

namespace macadam {

/// Pooled measures of each network, the spread of its per-tile IoU, and its worst tiles, for the terminal.
void printEvaluation(const EvaluationResult& result);

/// The same figures and those of every tile, for programs.
std::string toJson(const EvaluationResult& result);

/// One line for each network and tile: counts and measures as shares of 1, empty where they are not defined.
std::string toCsv(const EvaluationResult& result);

}  // namespace macadam
