#include "session/training_check.h"

#include "session/given_student.h"
#include "session/given_teachers.h"
#include "train/device.h"

#include <algorithm>
#include <functional>

namespace macadam {
namespace {

/// What `ask` refuses, unless something is told of that setting already.
void addRefusal(std::vector<Finding>& findings, const char* setting, const std::function<void()>& ask) {
  if (std::ranges::find(findings, setting, [](const Finding& each) { return each.problem.where; }) != findings.end())
    return;
  try {
    ask();
  } catch (const Error& error) {
    for (const Problem& problem : error.problems()) findings.push_back({Severity::Stops, problem, Fix::ShowField});
  }
}

}  // namespace

std::vector<Finding> checkTraining(const RunSpec& spec, const std::filesystem::path& runs) {
  std::vector<Finding> findings = checkStart(spec, runs);
  addRefusal(findings, "method.teachers_from", [&] { withGivenTeachers(spec); });
  addRefusal(findings, "networks.student_from", [&] { refuseOtherStudent(spec); });
  addRefusal(findings, "device", [&] { resolveDevice(spec.device); });
  std::ranges::stable_sort(findings, {}, &Finding::severity);
  return findings;
}

}  // namespace macadam
