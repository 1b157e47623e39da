#pragma once

#include "ui/results/run_table_model.h"

#include <QString>
#include <QVariant>

namespace macadam {

/// What a cell of the table of runs shows, sorts by, and says when one points at it.
QString cellText(const RunRecord& run, RunColumn column);
QVariant cellSortValue(const RunRecord& run, RunColumn column);
QString cellToolTip(const RunRecord& run, RunColumn column);

}  // namespace macadam
