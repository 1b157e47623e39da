#pragma once

#include "spec/suite_rows.h"

#include <cstdint>
#include <string>
#include <vector>

namespace macadam {

struct SuiteRun {
  std::string row;
  std::uint64_t seed = 1;
  RunSpec spec;
  /// The row whose run of the same seed it takes its teachers from; their folder is known once that has run.
  std::string teachers{};
};

/// The runs of a suite, seed after seed, so that one seed's table is complete before the next one starts.
///
/// Each row's settings are those that it has of the base (settingsOf), the split is the base's for all. A row that
/// learns from teachers brings the row that trains them with it, unless the base names some.
/// @param rows by name; they are trained in the order of their tables.
/// @throws Error when the base's method is not SSLKD, when rows or seeds are missing, or when there is no such row.
std::vector<SuiteRun> planSuite(const RunSpec& base, const std::vector<std::string>& rows,
                                const std::vector<std::uint64_t>& seeds);

/// The settings that ask the most of what all runs of a plan share: those of one that takes given teachers or else
/// learns from unlabelled tiles, where there is one. @param plan not empty.
const RunSpec& mostDemanding(const std::vector<SuiteRun>& plan);

}  // namespace macadam
