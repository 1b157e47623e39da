#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct CpsSpec {
  static constexpr MethodFacts kFacts{
      .name = "cps",
      .title = "CPS",
      .doc = "Cross pseudo supervision: initialisations of the student teach each other",
      .source = "Chen et al. 2021"};

  std::int64_t iterations = 20000;
  std::int64_t warmUpIterations = 0;  ///< Of `iterations`, how many train on labelled tiles alone first.
  double weight = 1.5;                ///< Chen et al., reference code.
  Scope pseudoLabelsOn = Scope::Both;
  int networks = 2;  ///< More make it n-CPS (Filipiak et al. 2021).
  bool cutMix = false;

  bool operator==(const CpsSpec&) const = default;
};

void visitFields(Is<CpsSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps, warm-up included.", kIterations}, spec.iterations);
  visitor.value({"warm_up_iterations", "Of these, the first that train on labelled tiles alone.", kIterationsOrNone},
                spec.warmUpIterations);
  visitor.value({"weight", "Weight of the pseudo-label terms; 1.5 in the reference code of Chen et al.", kWeights},
                spec.weight);
  visitor.choice({"pseudo_labels_on", "Tiles that the networks label for each other."}, spec.pseudoLabelsOn, kScopes);
  visitor.value({"networks", "Initialisations of the student; 2 in Chen et al., more in n-CPS (Filipiak et al. 2021).",
                 between(2, 9)},
                spec.networks);
  visitor.value({"cutmix", "Whether unlabelled tiles are mixed by boxes once they are labelled."}, spec.cutMix);
}

/// The first is the student; the others are there to teach it.
std::vector<Part> partsOf(const CpsSpec& method);

inline bool readsUnlabelled(const CpsSpec& method) {
  return method.pseudoLabelsOn != Scope::Labelled;
}

void check(const CpsSpec& method, const NetworksSpec& networks, Problems& problems);

}  // namespace macadam
