#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct CrossTeachingSpec {
  static constexpr MethodFacts kFacts{.name = "cross_teaching",
                                      .title = "cross teaching",
                                      .doc = "A convolutional network and a transformer teach each other by Dice",
                                      .source = "Luo et al. 2022"};

  Role first = Role::Student;
  Role second = Role::Teacher2;
  std::int64_t iterations = 20000;
  double weight = 0.1;        ///< Luo et al., reference code.
  double rampFraction = 1.0;  ///< Luo et al., reference code: over all of the 30000 iterations.

  bool operator==(const CrossTeachingSpec&) const = default;
};

void visitFields(Is<CrossTeachingSpec> auto& spec, auto& visitor) {
  visitor.choice({"first", "The network that is judged."}, spec.first, kRoles);
  visitor.choice({"second", "The other one, best of another kind."}, spec.second, kRoles);
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
  visitor.value({"weight", "Full weight of the pseudo-label terms; 0.1 in the reference code of Luo et al.", kWeights},
                spec.weight);
  visitor.value({"ramp_fraction", "Share of the iterations over which that weight rises.", between(0, 1)},
                spec.rampFraction);
}

inline std::vector<Part> partsOf(const CrossTeachingSpec& method) {
  Part second = partOf(method.second);
  second.isReported = false;
  return {partOf(method.first), second};
}

inline bool readsUnlabelled(const CrossTeachingSpec&) {
  return true;
}

inline void check(const CrossTeachingSpec& method, const NetworksSpec& networks, Problems& problems) {
  checkRole("method.first", method.first, networks, problems);
  checkRole("method.second", method.second, networks, problems);
  if (method.first != method.second) return;
  problems.push_back({"method.second", "is " + literal(toString(method.second)) + " like method.first",
                      "name two different networks"});
}

}  // namespace macadam
