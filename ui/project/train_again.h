#pragma once

#include "ui/project/run_catalog.h"

#include <vector>

namespace macadam {

/// What the student of a run that is trained again begins with.
enum class Beginning {
  Anew,         ///< As its settings say, without a given student.
  FromStudent,  ///< The best weights of the run's own student.
};

/// Whether a run has a student whose weights another can begin with.
bool hasTrainedStudent(const RunRecord& run);

/// The settings of a run for another on the labels and the split of now.
RunSpec settingsAgain(const RunRecord& run, Beginning beginning);

/// The run that is meant by "again" where none is chosen: the newest that was trained to its end, else the newest that
/// was measured; nullptr where there is none.
const RunRecord* newestTrainedRun(const std::vector<RunRecord>& runs);

}  // namespace macadam
