#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct UniMatchSpec {
  static constexpr MethodFacts kFacts{
      .name = "unimatch",
      .title = "UniMatch",
      .doc = "Confident labels of a weak view teach two strong views and one with perturbed features",
      .source = "Yang et al. 2023"};

  std::int64_t iterations = 20000;
  double weight = 1.0;          ///< Yang et al., reference code: both terms have one weight.
  double threshold = 0.95;      ///< Yang et al., reference code for Pascal.
  double featureDropout = 0.5;  ///< Yang et al.

  bool operator==(const UniMatchSpec&) const = default;
};

void visitFields(Is<UniMatchSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
  visitor.value({"weight", "Weight of the pseudo-label terms; 1 in the reference code of Yang et al.", kWeights},
                spec.weight);
  visitor.value(
      {"threshold", "Probability from which a pseudo-label counts; 0.95 in the reference code.", between(0, 1)},
      spec.threshold);
  visitor.value({"feature_dropout", "Share of the encoder's channels that the perturbed view lacks; 0.5 in Yang et al.",
                 between(0, 0.99)},
                spec.featureDropout);
}

inline std::vector<Part> partsOf(const UniMatchSpec&) {
  return {partOf(Role::Student)};
}

inline bool readsUnlabelled(const UniMatchSpec&) {
  return true;
}

inline void check(const UniMatchSpec&, const NetworksSpec&, Problems&) {}

}  // namespace macadam
