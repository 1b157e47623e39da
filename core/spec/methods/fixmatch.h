#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct FixMatchSpec {
  static constexpr MethodFacts kFacts{.name = "fixmatch",
                                      .title = "FixMatch",
                                      .doc = "Confident labels of a weak view teach a strong one, mixed by CutMix",
                                      .source = "Sohn et al. 2020, for segmentation as in Yang et al. 2023"};

  std::int64_t iterations = 20000;
  double weight = 1.0;      ///< Sohn et al.; also the ratio of the two terms in UniMatch's reference code.
  double threshold = 0.95;  ///< Sohn et al.; UniMatch's reference code for Pascal.

  bool operator==(const FixMatchSpec&) const = default;
};

void visitFields(Is<FixMatchSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
  visitor.value({"weight", "Weight of the pseudo-label term; 1 in Sohn et al.", kWeights}, spec.weight);
  visitor.value({"threshold", "Probability from which a pseudo-label counts; 0.95 in Sohn et al.", between(0, 1)},
                spec.threshold);
}

inline std::vector<Part> partsOf(const FixMatchSpec&) {
  return {partOf(Role::Student)};
}

inline bool readsUnlabelled(const FixMatchSpec&) {
  return true;
}

inline void check(const FixMatchSpec&, const NetworksSpec&, Problems&) {}

}  // namespace macadam
