#pragma once

#include "nn/tensor_file.h"
#include "train/phase_plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// Where a run stands. Random streams and batches are functions of the seed and of these counters, so that they
/// and the tensors are all that a resumed run needs.
struct TrainingPosition {
  std::int64_t phase = 0;           ///< Index of the phase in the plan.
  std::int64_t phaseIteration = 0;  ///< Iterations done in it.
  std::int64_t phaseLength = 0;     ///< Iterations that it was planned with when it was last trained.
  std::int64_t iteration = 0;       ///< Iterations done in the run.
  std::optional<double> bestIou;    ///< Best validation IoU of the phase so far; empty while none was defined.
  std::int64_t evaluationsWithoutGain = 0;
  bool evaluationDue = false;  ///< The evaluation of the last iteration was cut short.
  double seconds = 0.0;        ///< Training time so far.

  bool operator==(const TrainingPosition&) const = default;
};

void addPosition(TensorFile& file, const TrainingPosition& position);

/// @throws Error that lists each field of `source` that is missing or holds no value that it can have: when the file
/// was not written as a resumable checkpoint, or is damaged.
TrainingPosition positionOf(const TensorFile& file, const std::string& source);

/// Whether a run of `plan` can stand there. @throws Error that lists each field of `source` that says otherwise.
void requireWithin(const TrainingPosition& position, const std::vector<Phase>& plan, const std::string& source);

}  // namespace macadam
