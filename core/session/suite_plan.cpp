#include "session/suite_plan.h"

#include "base/error.h"
#include "base/nearest_name.h"

#include <algorithm>
#include <set>

namespace macadam {
namespace {

const SslkdSpec& distillationOf(const RunSpec& base) {
  if (const auto* method = std::get_if<SslkdSpec>(&base.method)) return *method;
  throw Error("method.kind", "is not sslkd, but a suite derives all of its rows from an SSLKD spec",
              "set method.kind = \"sslkd\", or train the one method by `macadam-cli train`");
}

std::vector<std::string> rowNames() {
  std::vector<std::string> names;
  for (const SuiteRow& row : suiteRows()) names.push_back(row.name);
  return names;
}

/// More where more is to be there before the run can start.
int demandOf(const MethodSpec& method) {
  const auto parts = partsOf(method);
  return readsUnlabelled(method) + std::ranges::count(parts, Part::Use::Given, &Part::use);
}

}  // namespace

std::vector<SuiteRun> planSuite(const RunSpec& base, const std::vector<std::string>& rows,
                                const std::vector<std::uint64_t>& seeds) {
  const bool sharesTeachers = distillationOf(base).teachersFrom.empty();
  if (rows.empty()) throw Error("suite", "has no rows", "name at least one: " + suggestName("", rowNames()));
  if (seeds.empty()) throw Error("suite", "has no seeds", "name at least one");
  std::set<std::string> wanted;
  for (const std::string& name : rows) {
    const SuiteRow& row = suiteRow(name);
    wanted.insert(row.name);
    if (sharesTeachers && !row.teachers.empty()) wanted.insert(row.teachers);
  }

  std::vector<SuiteRun> runs;
  for (const std::uint64_t seed : seeds) {
    for (const SuiteRow& row : suiteRows()) {
      if (!wanted.contains(row.name)) continue;
      SuiteRun& run = runs.emplace_back(SuiteRun{.row = row.name, .seed = seed, .spec = settingsOf(row, base)});
      run.spec.name = base.name + "-" + row.name + "-seed" + std::to_string(seed);
      run.spec.seed = seed;
      if (sharesTeachers) run.teachers = row.teachers;
    }
  }
  return runs;
}

const RunSpec& mostDemanding(const std::vector<SuiteRun>& plan) {
  return std::ranges::max_element(plan, {}, [](const SuiteRun& run) { return demandOf(run.spec.method); })->spec;
}

}  // namespace macadam
