#include "session/given_teachers.h"

#include "base/error.h"
#include "runs/data_files.h"
#include "spec/network_channels.h"
#include "train/checkpoint.h"

#include <string>

namespace macadam {
namespace {

NetworkSpec networkIn(const std::string& checkpointOrRun, Role role) {
  const std::string name = toString(role);
  const std::filesystem::path file = findCheckpoint(checkpointOrRun, name);
  for (auto& [found, network] : networksIn(file)) {
    if (found == name) return network;
  }
  throw Error("method.teachers_from", "names " + file.string() + ", which holds no network '" + name + "'",
              "name a run or a checkpoint of CMS between teacher1 and teacher2");
}

std::string featuresText(const NetworkSpec& network) {
  return std::to_string(featureChannels(network)) + " feature channels at stride " +
         std::to_string(featureStride(network));
}

void refuseOtherFeatures(const std::string& source, const NetworkSpec& teacher, const NetworkSpec& student) {
  if (featuresText(teacher) == featuresText(student)) return;
  throw Error("method.teachers_from",
              "names " + source + ", whose teacher1 (" + toText(teacher) + ") has " + featuresText(teacher) +
                  ", but the student has " + featuresText(student),
              "choose other teachers or a student that fits, or set method.feature_weight = 0");
}

}  // namespace

RunSpec withGivenTeachers(RunSpec spec) {
  const auto* method = std::get_if<SslkdSpec>(&spec.method);
  if (method == nullptr || method->teachersFrom.empty()) return spec;
  spec.networks.teacher1 = networkIn(method->teachersFrom, Role::Teacher1);
  spec.networks.teacher2 = networkIn(method->teachersFrom, Role::Teacher2);
  if (method->featureWeight > 0.0)
    refuseOtherFeatures(method->teachersFrom, spec.networks.teacher1, spec.networks.student);
  return spec;
}

std::string contentsOfTeachers(const RunSpec& spec) {
  const auto* method = std::get_if<SslkdSpec>(&spec.method);
  if (method == nullptr || method->teachersFrom.empty()) return {};
  const auto first = findCheckpoint(method->teachersFrom, toString(Role::Teacher1));
  const auto second = findCheckpoint(method->teachersFrom, toString(Role::Teacher2));
  return first == second ? contentOf(first) : contentOf(first) + ' ' + contentOf(second);
}

}  // namespace macadam
