#include "session/given_teachers.h"

#include "base/error.h"
#include "runs/data_files.h"
#include "spec/network_channels.h"
#include "train/checkpoint.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace macadam {
namespace {

NetworkSpec networkIn(const std::string& checkpointOrRun, Role role) {
  const std::string name = toString(role);
  const std::filesystem::path file = findCheckpoint(checkpointOrRun, name);
  for (auto& [found, network] : networksIn(file)) {
    if (found == name) return network;
  }
  throw Error("method.teachers_from", "names " + file.string() + ", which holds no network '" + name + "'",
              "name a run or a checkpoint of CMS between the teachers");
}

std::string featuresText(const NetworkSpec& network) {
  return std::to_string(featureChannels(network)) + " feature channels at stride " +
         std::to_string(featureStride(network));
}

void refuseOtherFeatures(const SslkdSpec& method, const NetworksSpec& networks) {
  const Role guide = method.teachers.first;
  const NetworkSpec& teacher = networks.of(guide);
  if (featuresText(teacher) == featuresText(networks.student)) return;
  throw Error("method.teachers_from",
              "names " + method.teachersFrom + ", whose " + toString(guide) + " (" + toText(teacher) + ") has " +
                  featuresText(teacher) + ", but the student has " + featuresText(networks.student),
              "choose other teachers or a student that fits" + remedyForUnequalFeatures(method));
}

const SslkdSpec* withTeachersGiven(const MethodSpec& method) {
  const auto* sslkd = std::get_if<SslkdSpec>(&method);
  return sslkd != nullptr && !sslkd->teachersFrom.empty() ? sslkd : nullptr;
}

}  // namespace

RunSpec withGivenTeachers(RunSpec spec) {
  const SslkdSpec* method = withTeachersGiven(spec.method);
  if (method == nullptr) return spec;
  for (const Role teacher : rolesOf(method->teachers)) {
    while (!spec.networks.has(teacher)) spec.networks.teachers.emplace_back();
    spec.networks.of(teacher) = networkIn(method->teachersFrom, teacher);
  }
  if (needsEqualFeatures(*method)) refuseOtherFeatures(*method, spec.networks);
  return spec;
}

std::string contentsOfTeachers(const RunSpec& spec) {
  const SslkdSpec* method = withTeachersGiven(spec.method);
  if (method == nullptr) return {};
  std::vector<std::filesystem::path> files;
  for (const Role teacher : rolesOf(method->teachers)) {
    auto file = findCheckpoint(method->teachersFrom, toString(teacher));
    if (std::ranges::find(files, file) == files.end()) files.push_back(std::move(file));
  }
  std::string contents;
  for (const auto& file : files) contents += (contents.empty() ? "" : " ") + contentOf(file);
  return contents;
}

}  // namespace macadam
