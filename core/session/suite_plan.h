#pragma once

#include "spec/run_spec.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace macadam {

/// A row of the paper's table: who is trained, and by which method.
enum class SuiteRow {
  SupervisedStudent,
  SupervisedTeacher1,
  SupervisedTeacher2,
  CmsTeachers,
  Cct,
  Cps,
  CmsStudent,
  Sslkd
};

/// In the order of the table, which is also the order of training; the enumerators are in this order too.
inline constexpr std::array kSuiteRows{SuiteRow::SupervisedStudent,
                                       SuiteRow::SupervisedTeacher1,
                                       SuiteRow::SupervisedTeacher2,
                                       SuiteRow::CmsTeachers,
                                       SuiteRow::Cct,
                                       SuiteRow::Cps,
                                       SuiteRow::CmsStudent,
                                       SuiteRow::Sslkd};

/// For example `supervised-student`.
std::string toString(SuiteRow row);
/// The reverse. @throws Error that says which row was meant.
SuiteRow suiteRowFromText(const std::string& text);
std::vector<std::string> suiteRowNames();
/// The row that a run belongs in.
SuiteRow suiteRowOf(const MethodSpec& method);

struct SuiteRun {
  SuiteRow row = SuiteRow::Sslkd;
  std::uint64_t seed = 1;
  RunSpec spec;
  /// SSLKD takes its teachers from the CMS run of its seed, whose folder is known once that has run.
  bool takesSharedTeachers = false;
};

/// The runs of a suite, seed after seed, so that one seed's table is complete before the next one starts.
///
/// Rows that train the student have the iterations of the base's SSLKD, rows that train teachers those of its
/// teachers. CPS has the weight, scope and warm-up of the student's CMS. The split is the base's for all. SSLKD brings
/// the row of its teachers with it, unless the base names some.
/// @throws Error when the base's method is not SSLKD, or rows or seeds are missing.
std::vector<SuiteRun> planSuite(const RunSpec& base, const std::vector<SuiteRow>& rows,
                                const std::vector<std::uint64_t>& seeds);

/// The settings that ask the most of what all runs of a plan share: those of one that takes given teachers or else
/// learns from unlabelled tiles, where there is one. @param plan not empty.
const RunSpec& mostDemanding(const std::vector<SuiteRun>& plan);

}  // namespace macadam
