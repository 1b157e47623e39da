#pragma once

#include "data/check.h"

#include <string>
#include <vector>

namespace macadam {

/// What a data set holds and what is wrong with it, for the terminal.
void printDataReport(const DataReport& report);

/// The same for programs; shares are of 1.
std::string toJson(const DataReport& report);

/// One line each, under their number.
void printProblems(const std::vector<Problem>& problems);

}  // namespace macadam
