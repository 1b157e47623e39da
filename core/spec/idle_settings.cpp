#include "spec/idle_settings.h"

#include <algorithm>
#include <initializer_list>
#include <string>

namespace macadam {
namespace {

void addNetworks(const RunSpec& spec, std::vector<IdleSetting>& idle) {
  const std::vector<Role> used = rolesBuilt(spec.method);
  for (const Role role : spec.networks.roles()) {
    if (std::ranges::find(used, role) != used.end()) continue;
    idle.push_back({"networks." + toString(role) + '.', "the method does not build this network"});
    if (role.isStudent()) idle.push_back({"networks.student_from", "the method does not build the student"});
  }
  // A second student begins as its spec says.
  const bool isGiven =
      !spec.networks.studentFrom.empty() && std::ranges::count(partsOf(spec.method), Role::Student, &Part::role) < 2;
  if (isGiven) idle.push_back({"networks.student.pretrained", "networks.student_from names all its weights"});
  const auto isUsedPretrained = [&](Role role) {
    if (!spec.networks.has(role) || (role.isStudent() && isGiven)) return false;
    return !spec.networks.of(role).pretrained.empty();
  };
  if (std::ranges::none_of(used, isUsedPretrained)) {
    for (const char* setting : {"pretrained_encoder_factor", "frozen_encoder_iterations"}) {
      idle.push_back({std::string("schedule.") + setting, "no encoder is pretrained"});
    }
  }
}

/// What tells a term of distillation how, where its weight leaves it out.
void addTerm(const std::string& name, double weight, std::initializer_list<const char*> settings,
             std::vector<IdleSetting>& idle) {
  if (weight != 0.0) return;
  const std::string term = "method.distillation." + name + '_';
  for (const char* setting : settings) idle.push_back({term + setting, term + "weight is 0"});
}

void addTerms(const DistillationSpec& terms, std::vector<IdleSetting>& idle) {
  addTerm("hinton", terms.hintonWeight, {"temperature", "on"}, idle);
  addTerm("heo", terms.heoWeight, {"on"}, idle);
  addTerm("zhou", terms.zhouWeight, {"temperature", "on"}, idle);
  addTerm("liu_pixel", terms.liuPixelWeight, {"on"}, idle);
  addTerm("liu_pair", terms.liuPairWeight, {"regions", "on"}, idle);
  addTerm("cwd", terms.cwdWeight, {"temperature", "on"}, idle);
  addTerm("dist", terms.distWeight, {"on"}, idle);
}

void addDistillation(const SslkdSpec& method, std::vector<IdleSetting>& idle) {
  if (!method.teachersFrom.empty()) {
    for (const char* setting :
         {"iterations", "warm_up_iterations", "weight", "pseudo_labels_on"}) {  // not who they are
      idle.push_back({std::string("method.teachers.") + setting, "method.teachers_from names trained ones"});
    }
  }
  if (method.featureWeight == 0.0) idle.push_back({"method.features_on", "method.feature_weight is 0"});
  if (method.probabilityWeight == 0.0) idle.push_back({"method.probabilities_on", "method.probability_weight is 0"});
  if (!comparesFeatures(method)) {
    idle.push_back(
        {"method.distillation.feature_transfer", "method.feature_weight and method.distillation.heo_weight are 0"});
  }
  addTerms(method.distillation, idle);
}

}  // namespace

std::vector<IdleSetting> idleSettings(const RunSpec& spec) {
  std::vector<IdleSetting> idle;
  addNetworks(spec, idle);
  if (const auto* method = std::get_if<SslkdSpec>(&spec.method)) addDistillation(*method, idle);
  if (!readsUnlabelled(spec.method)) {
    idle.push_back({"schedule.unlabelled_batch", "the method learns from labelled tiles alone"});
  }
  if (spec.schedule.loss.kind != LossKind::WeightedCrossEntropy) {
    idle.push_back({"schedule.road_weight", "schedule.loss is not \"weighted_cross_entropy\""});
  }
  if (spec.schedule.optimizer != OptimizerKind::Sgd) {
    idle.push_back({"schedule.momentum", "schedule.optimizer is not \"sgd\""});
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
