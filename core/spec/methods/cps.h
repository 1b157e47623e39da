#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct CpsSpec {
  static constexpr MethodFacts kFacts{
      .name = "cps",
      .title = "CPS",
      .doc = "Cross pseudo supervision: two initialisations of the student teach each other",
      .source = "Chen et al. 2021"};

  std::int64_t iterations = 20000;
  std::int64_t warmUpIterations = 0;  ///< Of `iterations`, how many train on labelled tiles alone first.
  double weight = 1.5;                ///< Chen et al., reference code.
  Scope pseudoLabelsOn = Scope::Both;

  bool operator==(const CpsSpec&) const = default;
};

void visitFields(Is<CpsSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps, warm-up included.", kIterations}, spec.iterations);
  visitor.value({"warm_up_iterations", "Of these, the first that train on labelled tiles alone.", kIterationsOrNone},
                spec.warmUpIterations);
  visitor.value({"weight", "Weight of the pseudo-label terms; 1.5 in the reference code of Chen et al.", kWeights},
                spec.weight);
  visitor.choice({"pseudo_labels_on", "Tiles that the networks label for each other."}, spec.pseudoLabelsOn, kScopes);
}

inline std::vector<Part> partsOf(const CpsSpec&) {
  return {partOf(Role::Student),
          {.name = "student2", .title = "second student", .role = Role::Student, .isReported = false}};
}

inline bool readsUnlabelled(const CpsSpec& method) {
  return method.pseudoLabelsOn != Scope::Labelled;
}

inline void check(const CpsSpec& method, const NetworksSpec&, Problems& problems) {
  checkWarmUp("method", method.warmUpIterations, method.iterations, problems);
}

}  // namespace macadam
