#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct AelSpec {
  static constexpr MethodFacts kFacts{
      .name = "ael",
      .title = "AEL",
      .doc = "The student's running average labels mixed tiles; the class that is learnt less is met more often",
      .source = "Hu et al. 2021"};

  std::int64_t iterations = 20000;
  std::int64_t warmUpIterations = 0;  ///< Ours: the source begins with a pretrained encoder and has none.
  double weight = 1.0;                ///< Hu et al., reference code.
  double keep = 0.99;                 ///< Hu et al., reference code.
  double bankKeep = 0.999;            ///< Hu et al., reference code.
  double confidencePower = 2.0;       ///< Hu et al., reference code: gamma.
  double samplingPower = 1.0;         ///< Hu et al., reference code: gamma2, left at its default.
  double pasteProbability = 0.5;      ///< Hu et al., reference code.

  bool operator==(const AelSpec&) const = default;
};

void visitFields(Is<AelSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps, warm-up included.", kIterations}, spec.iterations);
  visitor.value({"warm_up_iterations",
                 "Of these, the first in which the average follows and does not teach yet; for encoders that begin at "
                 "random weights.",
                 kIterationsOrNone},
                spec.warmUpIterations);
  visitor.value({"weight", "Weight of the pseudo-label terms; 1 in the reference code of Hu et al.", kWeights},
                spec.weight);
  visitor.value({"keep", "Share of the average that a step keeps; 0.99 in the reference code.", between(0, 1)},
                spec.keep);
  visitor.value(
      {"bank_keep", "Share of each class's confidence that a step keeps; 0.999 in the reference code.", between(0, 1)},
      spec.bankKeep);
  visitor.value({"confidence_power",
                 "Power of a pseudo-label's probability that is its weight; 2 in the reference code.", kWeights},
                spec.confidencePower);
  visitor.value(
      {"sampling_power", "Power of the rate at which pixels of the better learnt class count; 1 in the reference code.",
       kWeights},
      spec.samplingPower);
  visitor.value({"paste_probability",
                 "Probability that a labelled tile may get another's roads; 0.5 in the reference code.", between(0, 1)},
                spec.pasteProbability);
}

/// The average is what is reported; the student is for it alone.
inline std::vector<Part> partsOf(const AelSpec&) {
  Part student = partOf(Role::Student);
  student.isReported = false;
  return {{.name = "average", .title = "averaged student", .role = Role::Student, .use = Part::Use::Averaged}, student};
}

inline bool readsUnlabelled(const AelSpec&) {
  return true;
}

inline void check(const AelSpec& method, const NetworksSpec&, Problems& problems) {
  checkWarmUp("method", method.warmUpIterations, method.iterations, problems);
}

}  // namespace macadam
