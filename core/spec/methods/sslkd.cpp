#include "spec/methods/sslkd.h"

#include "spec/network_channels.h"

#include <algorithm>

namespace macadam {
namespace {

/// The weight of a term that compares features.
std::string featureWeightField(const SslkdSpec& method) {
  return method.featureWeight > 0.0 ? "method.feature_weight" : "method.distillation.heo_weight";
}

void checkFeatures(const SslkdSpec& method, const NetworksSpec& networks, Problems& problems) {
  const Role guide = method.teachers.first;
  const NetworkSpec& teacher = networks.of(guide);
  const NetworkSpec& student = networks.student;
  const std::string remedy = "choose an encoder or a width that fits" + remedyForUnequalFeatures(method);
  const auto differ = [&](const std::string& what, int ofTeacher, int ofStudent) {
    problems.push_back({featureWeightField(method),
                        "needs equal " + what + ", but " + toString(guide) + " has " + literal(ofTeacher) +
                            " and the student " + literal(ofStudent),
                        remedy});
  };
  if (featureChannels(teacher) != featureChannels(student)) {
    differ("feature channels", featureChannels(teacher), featureChannels(student));
  }
  if (featureStride(teacher) != featureStride(student)) {
    differ("feature strides", featureStride(teacher), featureStride(student));
  }
}

}  // namespace

std::string remedyForUnequalFeatures(const SslkdSpec& method) {
  return ", set method.distillation.feature_transfer = \"projected\", or set " + featureWeightField(method) + " = 0";
}

void check(const SslkdSpec& method, const NetworksSpec& networks, Problems& problems) {
  checkWarmUp("method", method.warmUpIterations, method.iterations, problems);
  const std::vector<Role> teachers = rolesOf(method.teachers);
  if (std::ranges::find(teachers, Role::Student) != teachers.end()) {
    problems.push_back({"method.teachers", "must be teachers alone", "leave the student out of them"});
  }
  // Of given ones the file says what they are.
  if (!method.teachersFrom.empty()) return checkNames(method.teachers, problems, "method.teachers");
  const bool areThere = std::ranges::all_of(teachers, [&](Role role) { return networks.has(role); });
  if (needsEqualFeatures(method) && areThere) checkFeatures(method, networks, problems);
  check(method.teachers, networks, problems, "method.teachers");
}

}  // namespace macadam
