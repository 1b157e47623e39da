#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct SupervisedSpec {
  static constexpr MethodFacts kFacts{.name = "supervised",
                                      .title = "supervised",
                                      .doc = "Cross-entropy on labelled tiles alone",
                                      .source = "paper, eq. 1"};

  Role network = Role::Student;
  std::int64_t iterations = 20000;

  bool operator==(const SupervisedSpec&) const = default;
};

void visitFields(Is<SupervisedSpec> auto& spec, auto& visitor) {
  visitor.choice({"network", "The network to train."}, spec.network, kRoles);
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
}

inline std::vector<Part> partsOf(const SupervisedSpec& method) {
  return {partOf(method.network)};
}

inline bool readsUnlabelled(const SupervisedSpec&) {
  return false;
}

inline void check(const SupervisedSpec& method, const NetworksSpec& networks, Problems& problems) {
  checkRole("method.network", method.network, networks, problems);
}

}  // namespace macadam
