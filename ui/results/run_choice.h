#pragma once

#include "ui/project/run_catalog.h"

#include <utility>
#include <vector>

namespace macadam {

/// Whether a run that was left before its end can go on from its last checkpoint.
bool isResumable(const RunRecord& run);

std::vector<RunFolder> foldersOf(const std::vector<RunRecord>& runs);

/// Which of the runs a person has chosen, and what they can be used for.
class RunChoice {
 public:
  /// @param selected in the order in which they are shown.
  /// @param all runs that there are, which outlive the choice.
  RunChoice(std::vector<RunRecord> selected, const std::vector<RunRecord>& all)
      : selected_(std::move(selected)), all_(all) {}

  const std::vector<RunRecord>& selected() const { return selected_; }
  /// Those of the selected ones that can be read.
  std::vector<RunRecord> readable() const;
  /// The one that is selected, where that can be read; nullptr otherwise.
  const RunRecord* only() const;
  /// What tables, curves and reports are of: the readable ones, or else all completed ones.
  std::vector<RunRecord> reported() const;
  std::vector<RunRecord> resumable() const;
  /// Those that nobody trains.
  std::vector<RunRecord> deletable() const;
  /// The two selected ones, the older first; empty where there are not two with weights.
  std::vector<RunRecord> pair() const;

 private:
  std::vector<RunRecord> selected_;
  const std::vector<RunRecord>& all_;
};

}  // namespace macadam
