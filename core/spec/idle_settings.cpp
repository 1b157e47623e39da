#include "spec/idle_settings.h"

#include "spec/validate.h"

#include <algorithm>

namespace macadam {
namespace {

/// The networks that a method builds from the spec.
struct NetworksUsed {
  using Roles = std::vector<Role>;
  Roles operator()(const SupervisedSpec& method) const { return {method.network}; }
  Roles operator()(const CpsSpec&) const { return {Role::Student}; }
  Roles operator()(const CmsSpec& method) const { return {method.first, method.second}; }
  Roles operator()(const CctSpec&) const { return {Role::Student}; }
  Roles operator()(const SslkdSpec& method) const {
    if (!method.teachersFrom.empty()) return {Role::Student};
    return {Role::Student, method.teachers.first, method.teachers.second};
  }
};

bool isPretrained(const NetworkSpec& network) {
  return std::visit([](const auto& known) { return !known.pretrained.empty(); }, network);
}

void addNetworks(const RunSpec& spec, std::vector<IdleSetting>& idle) {
  const std::vector<Role> used = std::visit(NetworksUsed{}, spec.method);
  for (const Role role : {Role::Student, Role::Teacher1, Role::Teacher2}) {
    if (std::ranges::find(used, role) != used.end()) continue;
    idle.push_back({"networks." + toString(role) + '.', "the method does not build this network"});
    if (role == Role::Student) idle.push_back({"networks.student_from", "the method does not build the student"});
  }
  // CPS has a second student, which begins as its spec says.
  const bool isGiven = !spec.networks.studentFrom.empty() && !std::holds_alternative<CpsSpec>(spec.method);
  if (isGiven) idle.push_back({"networks.student.pretrained", "networks.student_from names all its weights"});
  const auto isUsedPretrained = [&](Role role) {
    return isPretrained(spec.networks.of(role)) && !(role == Role::Student && isGiven);
  };
  if (std::ranges::none_of(used, isUsedPretrained)) {
    idle.push_back({"schedule.pretrained_encoder_factor", "no encoder is pretrained"});
  }
}

void addDistillation(const SslkdSpec& method, std::vector<IdleSetting>& idle) {
  if (!method.teachersFrom.empty()) idle.push_back({"method.teachers.", "method.teachers_from names trained ones"});
  if (method.featureWeight == 0.0) idle.push_back({"method.features_on", "method.feature_weight is 0"});
  if (method.probabilityWeight == 0.0) idle.push_back({"method.probabilities_on", "method.probability_weight is 0"});
}

}  // namespace

std::vector<IdleSetting> idleSettings(const RunSpec& spec) {
  std::vector<IdleSetting> idle;
  addNetworks(spec, idle);
  if (const auto* method = std::get_if<SslkdSpec>(&spec.method)) addDistillation(*method, idle);
  if (!learnsFromUnlabelledTiles(spec.method)) {
    idle.push_back({"schedule.unlabelled_batch", "the method learns from labelled tiles alone"});
  }
  if (spec.schedule.previewEvery == 0) idle.push_back({"schedule.preview_tile", "schedule.preview_every is 0"});
  if (!spec.split.file.empty()) {
    for (const char* rule : {"unlabelled_per_labelled", "seed", "group_by_scene", "stratify_by_road_share",
                             "validation_share", "test_share"}) {
      idle.push_back({std::string("split.") + rule, "split.file names a split that is drawn already"});
    }
  }
  return idle;
}

std::string whyIdle(const std::string& key, const std::vector<IdleSetting>& idle) {
  const auto found = std::ranges::find_if(idle, [&](const IdleSetting& setting) {
    return setting.key.ends_with('.') ? key.starts_with(setting.key) : key == setting.key;
  });
  return found == idle.end() ? std::string() : found->why;
}

}  // namespace macadam
