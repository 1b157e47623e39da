#pragma once

#include "session/suite_plan.h"
#include "spec/run_spec.h"

#include <QString>
#include <array>
#include <vector>

namespace macadam {

/// The rows of the paper's table in the order in which one chooses among them: the paper's own method first.
inline constexpr std::array kMethodChoices{
    SuiteRow::Sslkd, SuiteRow::CmsTeachers,       SuiteRow::CmsStudent,         SuiteRow::Cps,
    SuiteRow::Cct,   SuiteRow::SupervisedStudent, SuiteRow::SupervisedTeacher1, SuiteRow::SupervisedTeacher2};

/// For example `CMS: both teachers`.
QString rowLabel(SuiteRow row);

/// The method that a row has in a suite of `base`. @pre base's method is SSLKD.
MethodSpec methodOf(SuiteRow row, const RunSpec& base);

/// The networks that a method takes from its spec, the student first: not teachers that a file holds.
std::vector<Role> rolesOf(const MethodSpec& method);

}  // namespace macadam
