#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct FlexMatchSpec {
  static constexpr MethodFacts kFacts{.name = "flexmatch",
                                      .title = "FlexMatch",
                                      .doc = "FixMatch with a threshold for each class, lower where it is learnt less",
                                      .source = "Zhang et al. 2021"};

  std::int64_t iterations = 20000;
  double weight = 1.0;       ///< Zhang et al.
  double threshold = 0.95;   ///< Zhang et al.
  double statusKeep = 0.99;  ///< Ours: the paper counts whole images, of which each has one label.

  bool operator==(const FlexMatchSpec&) const = default;
};

void visitFields(Is<FlexMatchSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
  visitor.value({"weight", "Weight of the pseudo-label term; 1 in Zhang et al.", kWeights}, spec.weight);
  visitor.value(
      {"threshold", "Probability from which a pseudo-label of the best learnt class counts; 0.95 in Zhang et al.",
       between(0, 1)},
      spec.threshold);
  visitor.value({"status_keep",
                 "Share of what is known of each class's learning that a step keeps; the paper has no such number.",
                 between(0, 1)},
                spec.statusKeep);
}

inline std::vector<Part> partsOf(const FlexMatchSpec&) {
  return {partOf(Role::Student)};
}

inline bool readsUnlabelled(const FlexMatchSpec&) {
  return true;
}

inline void check(const FlexMatchSpec&, const NetworksSpec&, Problems&) {}

}  // namespace macadam
