#pragma once

#include "ui/project/run_catalog.h"

#include <QString>
#include <vector>

namespace macadam {

/// The name that a run began with; that of its folder where it cannot be read.
QString firstName(const RunRecord& run);

/// What a person calls a run: the title that it was given, else the name that it began with.
QString runName(const RunRecord& run);

/// The name where no other of `runs` has the same, else with that of the folder.
QString runName(const RunRecord& run, const std::vector<RunRecord>& runs);

/// The name of its folder without the date and time that it begins with.
QString nameWithoutDate(const RunFolder& run);

/// For lists that tell runs by date: the name of the folder, behind the title where it has one.
QString runListName(const RunRecord& run);

}  // namespace macadam
