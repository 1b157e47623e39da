#pragma once

#include "eval/measures.h"

#include <cstddef>

namespace macadam {

/// A column of the table of runs; those of scores are scoreColumn. Widths and order are remembered by number.
enum class RunColumn {
  State,
  Name,
  Method,
  Networks,
  Seed,
  Split,
  Iterations,
  Duration = 12,  // behind the first scores
  Started,
  Tags,
  Notes
};

/// How many scores have numbers between iterations and duration; those of later measures have them behind the notes.
inline constexpr std::size_t kScoresBeforeDuration = 5;
static_assert(kRunScores.size() >= kScoresBeforeDuration);

inline constexpr int kRunColumns =
    static_cast<int>(RunColumn::Notes) + 1 + static_cast<int>(kRunScores.size() - kScoresBeforeDuration);

/// Of one of kRunScores.
constexpr RunColumn scoreColumn(std::size_t score) {
  const auto after = [](RunColumn column, std::size_t count) {
    return static_cast<RunColumn>(static_cast<std::size_t>(column) + 1 + count);
  };
  if (score < kScoresBeforeDuration) return after(RunColumn::Iterations, score);
  return after(RunColumn::Notes, score - kScoresBeforeDuration);
}

/// Null of a column of anything else.
constexpr const RunScore* runScoreIn(RunColumn column) {
  for (std::size_t score = 0; score < kRunScores.size(); ++score) {
    if (scoreColumn(score) == column) return &kRunScores[score];
  }
  return nullptr;
}

}  // namespace macadam
