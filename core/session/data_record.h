#pragma once

#include "data/dataset.h"
#include "runs/data_files.h"
#include "runs/run_store.h"

#include <string>

namespace macadam {

/// Whether a begun run may go on with data that is not what it began with.
enum class ChangedData { Refused, Accepted };

/// What a run's data holds now, and what there is to say of it against what it held when the run began.
struct DataRecord {
  DataFiles files;
  bool hasChanged = false;  ///< Accepted; the run goes on with these files.
  std::string note;         ///< Empty as a rule.
};

/// Reads the files of a data set and, for a run that is begun, compares them with those that it was begun with.
/// @throws Error that names what has changed, unless that is accepted.
DataRecord recordData(const Dataset& dataset, const RunFolder& run, bool isBegun, ChangedData changed, int workers);

/// The mask of a sample in such a list; its end where it has none. An edited mask keeps its content where the project
/// moves, and has another path from the data set.
DataFiles::const_iterator recordedMask(const Sample& sample, const Dataset& dataset, const DataFiles& files);

/// What the values of a run's masks were taken to mean, as `data.mask_values`; empty where that is not recorded, or not
/// readably.
std::string recordedMaskRule(const RunFolder& run);

}  // namespace macadam
