#pragma once

#include "runs/report.h"

#include <cstdio>

namespace macadam {

/// The paper's table for the terminal: the measures of the road class, the best of each column in bold.
void printComparison(const ReportTable& table, std::FILE* stream);

}  // namespace macadam
