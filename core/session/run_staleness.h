#pragma once

#include "data/dataset.h"
#include "data/split.h"
#include "runs/run_store.h"

#include <string>
#include <vector>

namespace macadam {

/// What a run learned from, or was measured on, that is otherwise today.
struct RunStaleness {
  /// The pictures of its labelled, validation and test tiles whose masks are others; by their paths below the data
  /// set's folder, sorted.
  std::vector<std::string> editedMasks;
  /// In words, for example `3 masks edited since (a.png, b.png, c.png)` and `split changed: 2 tiles were moved to
  /// labelled`.
  std::vector<std::string> reasons;

  bool isStale() const { return !reasons.empty(); }
  bool operator==(const RunStaleness&) const = default;
};

/// Compares what a run recorded with the data set of today. Masks are compared by what their files hold, each of which
/// is read once for as long as it stays as it is.
///
/// The run's split is compared with `active`, the split of today, where that has its name or is a later version of it
/// (`default 2` after `default`, drawn alike and measuring on the same tiles); otherwise with the file that the run
/// names. What a run did not record, and data that is not its own, is nothing that could be stale.
/// @throws Error when a mask cannot be read.
RunStaleness stalenessOf(const RunFolder& run, const Dataset& dataset, const Split& active);

}  // namespace macadam
