#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct CgsslSpec {
  static constexpr MethodFacts kFacts{
      .name = "cgssl",
      .title = "CGSSL",
      .doc = "Three architectures teach each other; pixels that they are unsure of together weigh less",
      .source = "Ma, Karakuş & Rosin 2023"};

  std::int64_t iterations = 20000;
  std::int64_t warmUpIterations = 1800;  ///< Reference code: 3500 of 38000.
  double weight = 1.5;                   ///< Reference code.

  bool operator==(const CgsslSpec&) const = default;
};

void visitFields(Is<CgsslSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps, warm-up included.", kIterations}, spec.iterations);
  visitor.value({"warm_up_iterations",
                 "Of these, the first that train on labelled tiles alone; 3500 of 38000 in the reference code.",
                 kIterationsOrNone},
                spec.warmUpIterations);
  visitor.value({"weight", "Weight of each network's lesson from each other; 1.5 in the reference code.", kWeights},
                spec.weight);
}

inline std::vector<Part> partsOf(const CgsslSpec&) {
  std::vector<Part> parts{partOf(Role::Student), partOf(Role::Teacher1), partOf(Role::Teacher2)};
  parts[1].isReported = parts[2].isReported = false;
  return parts;
}

inline bool readsUnlabelled(const CgsslSpec&) {
  return true;
}

inline void check(const CgsslSpec& method, const NetworksSpec&, Problems& problems) {
  checkWarmUp("method", method.warmUpIterations, method.iterations, problems);
}

}  // namespace macadam
