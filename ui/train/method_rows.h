#pragma once

#include "spec/suite_rows.h"

#include <QString>
#include <string>
#include <vector>

namespace macadam {

/// The rows among which one chooses how to train, of each method one at least: those that change the method alone, and
/// of others their method. The paper's own comes first.
const std::vector<SuiteRow>& methodChoices();

/// For example `CMS: teachers`.
QString rowLabel(const std::string& row);

/// The method that a row has in a suite of `base`. @pre base's method is SSLKD.
MethodSpec methodOf(const std::string& row, const RunSpec& base);

/// The name of the choice that a run is of.
const std::string& choiceOf(const RunSpec& spec);

}  // namespace macadam
