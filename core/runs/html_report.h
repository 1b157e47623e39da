#pragma once

#include "runs/provenance.h"
#include "runs/report.h"
#include "runs/run_summary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// A run with everything that the page tells of it.
struct ReportedRun {
  std::string name;
  std::string method;
  std::vector<ReportNetwork> networks;
  std::vector<Condition> conditions;
  RunSummary summary;
  std::vector<Event> events;
  std::string specToml;
  std::optional<Provenance> provenance;
};

/// One page that needs no other file: table, figure, curves, runs, settings, provenance.
/// `figurePng` may be empty.
std::string toHtml(const std::string& title, const std::vector<ReportedRun>& runs, const ReportTable& table,
                   const std::vector<std::uint8_t>& figurePng);

}  // namespace macadam
