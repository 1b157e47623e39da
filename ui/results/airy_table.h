#pragma once

#include <QTableView>

namespace macadam {

/// Gives a table of text room: no grid, no row numbers, air beside every text, in the header too.
void makeAiry(QTableView& table);

}  // namespace macadam
