#include "session/suite_plan.h"

#include "base/error.h"
#include "base/nearest_name.h"
#include "spec/validate.h"

#include <algorithm>

namespace macadam {
namespace {

const SslkdSpec& distillationOf(const RunSpec& base) {
  if (const auto* method = std::get_if<SslkdSpec>(&base.method)) return *method;
  throw Error("method.kind", "is not sslkd, but a suite derives all of its rows from an SSLKD spec",
              "set method.kind = \"sslkd\", or train the one method by `macadam-cli train`");
}

MethodSpec methodOf(SuiteRow row, const SslkdSpec& base) {
  switch (row) {
    case SuiteRow::SupervisedStudent:
      return SupervisedSpec{Role::Student, base.iterations};
    case SuiteRow::SupervisedTeacher1:
      return SupervisedSpec{Role::Teacher1, base.teachers.iterations};
    case SuiteRow::SupervisedTeacher2:
      return SupervisedSpec{Role::Teacher2, base.teachers.iterations};
    case SuiteRow::CmsTeachers:
      return base.teachers;
    case SuiteRow::Cct:
      return CctSpec{.iterations = base.iterations};
    case SuiteRow::Cps:  // as the student's CMS below, so that the two rows differ in their networks alone
      return CpsSpec{.iterations = base.iterations,
                     .warmUpIterations = base.warmUpIterations,
                     .weight = base.teachers.weight,
                     .pseudoLabelsOn = base.teachers.pseudoLabelsOn};
    case SuiteRow::CmsStudent: {
      CmsSpec method = base.teachers;
      method.first = Role::Student;
      method.second = Role::Teacher2;
      method.iterations = base.iterations;
      method.warmUpIterations = base.warmUpIterations;
      return method;
    }
    case SuiteRow::Sslkd:
      break;
  }
  return base;
}

/// More where more is to be there before the run can start.
int demandOf(const MethodSpec& method) {
  const auto* distillation = std::get_if<SslkdSpec>(&method);
  const bool takesTeachers = distillation != nullptr && !distillation->teachersFrom.empty();
  return learnsFromUnlabelledTiles(method) + takesTeachers;
}

bool contains(const std::vector<SuiteRow>& rows, SuiteRow row) {
  return std::ranges::find(rows, row) != rows.end();
}

}  // namespace

std::string toString(SuiteRow row) {
  switch (row) {
    case SuiteRow::SupervisedStudent:
      return "supervised-student";
    case SuiteRow::SupervisedTeacher1:
      return "supervised-teacher1";
    case SuiteRow::SupervisedTeacher2:
      return "supervised-teacher2";
    case SuiteRow::CmsTeachers:
      return "cms-teachers";
    case SuiteRow::Cct:
      return "cct";
    case SuiteRow::Cps:
      return "cps";
    case SuiteRow::CmsStudent:
      return "cms-student";
    case SuiteRow::Sslkd:
      return "sslkd";
  }
  return {};
}

std::vector<std::string> suiteRowNames() {
  std::vector<std::string> names;
  for (const SuiteRow row : kSuiteRows) names.push_back(toString(row));
  return names;
}

SuiteRow suiteRowOf(const MethodSpec& method) {
  struct Row {
    SuiteRow operator()(const SupervisedSpec& supervised) const {
      if (supervised.network == Role::Student) return SuiteRow::SupervisedStudent;
      return supervised.network == Role::Teacher1 ? SuiteRow::SupervisedTeacher1 : SuiteRow::SupervisedTeacher2;
    }
    SuiteRow operator()(const CmsSpec& cms) const {
      const bool trainsStudent = cms.first == Role::Student || cms.second == Role::Student;
      return trainsStudent ? SuiteRow::CmsStudent : SuiteRow::CmsTeachers;
    }
    SuiteRow operator()(const CpsSpec&) const { return SuiteRow::Cps; }
    SuiteRow operator()(const CctSpec&) const { return SuiteRow::Cct; }
    SuiteRow operator()(const SslkdSpec&) const { return SuiteRow::Sslkd; }
  };
  return std::visit(Row{}, method);
}

SuiteRow suiteRowFromText(const std::string& text) {
  for (const SuiteRow row : kSuiteRows) {
    if (toString(row) == text) return row;
  }
  throw Error("row '" + text + "'", "does not exist", suggestName(text, suiteRowNames()));
}

std::vector<SuiteRun> planSuite(const RunSpec& base, const std::vector<SuiteRow>& rows,
                                const std::vector<std::uint64_t>& seeds) {
  const SslkdSpec& distillation = distillationOf(base);
  if (rows.empty()) throw Error("suite", "has no rows", "name at least one: " + suggestName("", suiteRowNames()));
  if (seeds.empty()) throw Error("suite", "has no seeds", "name at least one");
  const bool sharesTeachers = distillation.teachersFrom.empty();

  std::vector<SuiteRun> runs;
  for (const std::uint64_t seed : seeds) {
    for (const SuiteRow row : kSuiteRows) {
      const bool isNeeded = row == SuiteRow::CmsTeachers && sharesTeachers && contains(rows, SuiteRow::Sslkd);
      if (!isNeeded && !contains(rows, row)) continue;
      SuiteRun& run = runs.emplace_back(SuiteRun{.row = row, .seed = seed, .spec = base});
      run.spec.name = base.name + "-" + toString(row) + "-seed" + std::to_string(seed);
      run.spec.seed = seed;
      run.spec.method = methodOf(row, distillation);
      run.takesSharedTeachers = row == SuiteRow::Sslkd && sharesTeachers;
    }
  }
  return runs;
}

const RunSpec& mostDemanding(const std::vector<SuiteRun>& plan) {
  return std::ranges::max_element(plan, {}, [](const SuiteRun& run) { return demandOf(run.spec.method); })->spec;
}

}  // namespace macadam
