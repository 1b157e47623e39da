#pragma once

#include "cli/paired_evaluation.h"
#include "session/evaluation.h"

#include <filesystem>
#include <optional>
#include <string>

namespace macadam {

/// Pooled measures of each network, the spread of its per-tile IoU, and its worst tiles, for the terminal.
void printEvaluation(const EvaluationResult& result);

/// How much better its networks are than those of another run, for the terminal.
void printDifferences(const PairedEvaluation& paired, const std::string& against);

/// The same figures and those of every tile, for programs; with the differences to another run where there are any.
std::string toJson(const EvaluationResult& result, const std::optional<PairedEvaluation>& paired = std::nullopt);

/// One line for each network and tile: counts and measures as shares of 1, empty where they are not defined.
std::string toCsv(const EvaluationResult& result);

}  // namespace macadam
