#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct CctSpec {
  static constexpr MethodFacts kFacts{.name = "cct",
                                      .title = "CCT",
                                      .doc = "Cross-consistency training: auxiliary decoders on perturbed features",
                                      .source = "Ouali et al. 2020"};

  std::int64_t iterations = 20000;
  double weight = 30.0;       ///< Ouali et al., reference code.
  double rampFraction = 0.1;  ///< The weight rises as a sigmoid over this share of the iterations.

  bool operator==(const CctSpec&) const = default;
};

void visitFields(Is<CctSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
  visitor.value({"weight", "Full weight of the consistency term; 30 in the reference code of Ouali et al.", kWeights},
                spec.weight);
  visitor.value({"ramp_fraction", "Share of the iterations over which that weight rises.", between(0, 1)},
                spec.rampFraction);
}

inline std::vector<Part> partsOf(const CctSpec&) {
  return {partOf(Role::Student)};
}

inline bool readsUnlabelled(const CctSpec&) {
  return true;
}

inline void check(const CctSpec&, const NetworksSpec&, Problems&) {}

}  // namespace macadam
