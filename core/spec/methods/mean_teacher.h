#pragma once

#include "spec/methods/method_facts.h"

namespace macadam {

struct MeanTeacherSpec {
  static constexpr MethodFacts kFacts{.name = "mean_teacher",
                                      .title = "Mean Teacher",
                                      .doc = "The student's running average teaches the student to answer alike",
                                      .source = "Tarvainen & Valpola 2017"};

  std::int64_t iterations = 20000;
  /// Tarvainen & Valpola, reference code for CIFAR-10: 100 times the share of labelled images, here 1:4.
  double weight = 20.0;
  double rampFraction = 0.27;  ///< 40000 of 150000 steps, likewise.
  double keep = 0.999;         ///< Likewise, after the ramp.
  double noise = 0.15;         ///< Likewise, in standard deviations of the image's channels.

  bool operator==(const MeanTeacherSpec&) const = default;
};

void visitFields(Is<MeanTeacherSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps.", kIterations}, spec.iterations);
  visitor.value(
      {"weight", "Full weight of the consistency term; 100 in the reference code of Tarvainen & Valpola.", kWeights},
      spec.weight);
  visitor.value({"ramp_fraction", "Share of the iterations over which that weight rises.", between(0, 1)},
                spec.rampFraction);
  visitor.value({"keep", "Share of the average that a step keeps.", between(0, 1)}, spec.keep);
  visitor.value({"noise", "Noise that student and average each see, in standard deviations of the images.", kWeights},
                spec.noise);
}

/// The average is what is reported; the student is for it alone.
inline std::vector<Part> partsOf(const MeanTeacherSpec&) {
  Part student = partOf(Role::Student);
  student.isReported = false;
  return {{.name = "average", .title = "averaged student", .role = Role::Student, .use = Part::Use::Averaged}, student};
}

inline bool readsUnlabelled(const MeanTeacherSpec&) {
  return true;
}

inline void check(const MeanTeacherSpec&, const NetworksSpec&, Problems&) {}

}  // namespace macadam
