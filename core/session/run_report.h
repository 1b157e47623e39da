#pragma once

#include "nn/complexity.h"
#include "runs/report.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"

#include <functional>
#include <string>
#include <vector>

namespace macadam {

/// `student, DeepLabV3+ ResNet-18 ×0.25`.
std::string networkTitle(const Part& part, const NetworksSpec& networks);

/// Runs by the rows of the tables (SuiteRow), whenever they were trained; runs of one row stay as they are
/// given. A run whose spec cannot be read is left out, with a problem in `leftOut`.
std::vector<RunFolder> inTableOrder(const std::vector<RunFolder>& runs, std::vector<Problem>& leftOut);

/// Size and cost of a network for one picture of a size; `complexity`, or an engine's.
using CountComplexity = std::function<Complexity(const NetworkSpec& network, int size)>;

/// Everything that a report needs besides the figure: methods, networks, their size, and their cost for one tile; runs
/// in the order of the table. Runs on other data, another split or under other settings are told apart by their
/// conditions; one whose spec cannot be read is left out.
ReportInput reportOf(const std::vector<RunFolder>& runs, const std::string& title, const CountComplexity& complexity);

}  // namespace macadam
