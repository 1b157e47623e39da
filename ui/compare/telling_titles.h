#pragma once

#include "ui/compare/compare_source.h"

#include <QStringList>
#include <vector>

namespace macadam {

/// Titles that tell some sources apart in little room: what all networks among them share is dropped, be it the method,
/// the network, or a part of their runs' names. Parallel to the sources.
QStringList tellingTitles(const std::vector<CompareSource>& sources);

/// Without the words, digits included, that all begin or end with; something with a letter stays of each.
QStringList withoutSharedEnds(const QStringList& names);

}  // namespace macadam
