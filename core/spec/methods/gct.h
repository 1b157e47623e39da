#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct GctSpec {
  static constexpr MethodFacts kFacts{
      .name = "gct",
      .title = "GCT",
      .doc =
          "A detector of flaws says which of two initialisations of the student is to teach the other, pixel by pixel",
      .source = "Ke et al. 2020"};

  // Ke et al., reference code for segmentation, but for the iterations.
  std::int64_t iterations = 20000;
  double consistencyWeight = 100.0;
  double rampFraction = 0.15;  ///< 3 of 20 epochs.
  double correctionWeight = 1.0;
  double flawThreshold = 0.6;
  double detectorWeight = 10.0;
  double detectorLearningRate = 1e-4;
  int dilations = 1;

  bool operator==(const GctSpec&) const = default;
};

void visitFields(Is<GctSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
  visitor.value(
      {"consistency_weight",
       "Full weight of what the better network teaches the other; 100 in the reference code of Ke et al.", kWeights},
      spec.consistencyWeight);
  visitor.value({"ramp_fraction", "Share of the iterations over which that weight rises.", between(0, 1)},
                spec.rampFraction);
  visitor.value(
      {"correction_weight", "Weight of the flaws that both networks have; 1 in the reference code.", kWeights},
      spec.correctionWeight);
  visitor.value({"flaw_threshold", "What a flaw map, from 0 to 1, exceeds where a network is thought to be wrong.",
                 between(0, 1)},
                spec.flawThreshold);
  visitor.value({"detector_weight", "Weight of the flaw detector's own error; 10 in the reference code.", kWeights},
                spec.detectorWeight);
  visitor.value({"detector_learning_rate",
                 "Learning rate of the flaw detector (Adam) at the first step; it takes the course of "
                 "schedule.learning_rate.",
                 aboveUpTo(0, 100)},
                spec.detectorLearningRate);
  visitor.value({"dilations", "How often the true flaws are dilated and blurred again.", between(0, 16)},
                spec.dilations);
}

/// The second student is there for the first.
inline std::vector<Part> partsOf(const GctSpec&) {
  return {partOf(Role::Student),
          {.name = "student2", .title = "second student", .role = Role::Student, .isReported = false}};
}

inline bool readsUnlabelled(const GctSpec&) {
  return true;
}

inline void check(const GctSpec&, const NetworksSpec&, Problems&) {}

}  // namespace macadam
