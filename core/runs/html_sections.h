#pragma once

#include "runs/html_report.h"

#include <string>
#include <vector>

namespace macadam {

/// The sections of the report's page, as markup. `methods` are the runs' methods in the page's order.

std::string comparisonSection(const ReportTable& report);
std::string curvesSection(const std::vector<ReportedRun>& runs, const std::vector<std::string>& methods);
std::string runsSection(const std::vector<ReportedRun>& runs);
std::string settingsSection(const std::vector<ReportedRun>& runs, const std::vector<std::string>& methods);
std::string provenanceSection(const std::vector<ReportedRun>& runs);

/// Position of `value` in `list`, added when it is new.
int indexIn(std::vector<std::string>& list, const std::string& value);

/// The run's seed, `–` where it is not known.
std::string seedText(const ReportedRun& run);

}  // namespace macadam
