#pragma once

#include "runs/run_summary.h"

#include <cstdint>
#include <string>

namespace macadam {

/// A run's summary, and how far into its metrics it goes, so that of a file that has grown only the end is read.
struct GrowingSummary {
  RunSummary summary;        ///< As the events tell it; what the lock tells is for `summarise` to add.
  std::uintmax_t bytes = 0;  ///< Of the metrics, in whole lines.
  std::string lastLine;      ///< Of those, by which a file that was written anew is recognised.
};

/// Adds what has been written since `known`, or reads a file from its beginning that does not go on from there.
/// @throws Error naming file and line when a line cannot be read.
GrowingSummary readOn(const RunFolder& run, const GrowingSummary& known);

}  // namespace macadam
