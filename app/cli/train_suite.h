#pragma once

#include "session/suite_plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// Trains a suite in the folder `runs`, telling it on stdout, then prints its table and writes its report.
/// @throws EndWith when it was interrupted, or a run did not complete.
void trainSuiteAndTell(std::vector<SuiteRun> plan, const std::filesystem::path& runs,
                       const std::filesystem::path& report, const std::string& title);

}  // namespace macadam
