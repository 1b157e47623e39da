#include "session/given_student.h"

#include "base/error.h"
#include "spec/idle_settings.h"
#include "train/checkpoint.h"

#include <algorithm>
#include <string>

namespace macadam {
namespace {

constexpr auto kSetting = "networks.student_from";

}  // namespace

bool takesGivenStudent(const RunSpec& spec) {
  return !spec.networks.studentFrom.empty() && whyIdle(kSetting, idleSettings(spec)).empty();
}

void refuseOtherStudent(const RunSpec& spec) {
  if (!takesGivenStudent(spec)) return;
  const std::string& source = spec.networks.studentFrom;
  const std::string name = toString(Role::Student);
  const std::filesystem::path file = findCheckpoint(source, name);
  const auto networks = networksIn(file);
  const auto given = std::ranges::find(networks, name, [](const auto& network) { return network.first; });
  if (given == networks.end()) {
    throw Error(kSetting, "names " + file.string() + ", which holds no network '" + name + "'",
                "name a run that has trained a student, or its checkpoint");
  }
  const std::string there = toText(given->second), here = toText(spec.networks.student);
  if (there == here) return;
  throw Error(kSetting, "names " + source + ", whose student is " + there + ", but networks.student is " + here,
              "set networks.student as in that run, or leave networks.student_from empty");
}

}  // namespace macadam
