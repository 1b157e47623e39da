#pragma once

#include "spec/methods/cms.h"
#include "spec/methods/distillation.h"

namespace macadam {

/// The number type that frozen teachers compute in; networks in training always keep their weights in 32 bits.
enum class TeacherPrecision {
  Auto,  ///< bfloat16 where the device computes it natively (CUDA, AVX512-BF16), else float32.
  Float32,
};

inline constexpr std::array<Choice<TeacherPrecision>, 2> kTeacherPrecisions{
    {{"auto", TeacherPrecision::Auto}, {"float32", TeacherPrecision::Float32}}};

struct SslkdSpec {
  static constexpr MethodFacts kFacts{
      .name = "sslkd",
      .title = "SSLKD",
      .doc = "Semi-supervised knowledge distillation: frozen teachers teach the student",
      .source = "paper, step 2"};

  std::int64_t iterations = 20000;       ///< The student's, including the warm-up.
  std::int64_t warmUpIterations = 5000;  ///< Ours: the paper prints no number.
  double featureWeight = 1.0;            ///< The paper adds its terms unweighted.
  double probabilityWeight = 1.0;
  double pseudoLabelWeight = 1.0;
  Scope featuresOn = Scope::Both;
  Scope probabilitiesOn = Scope::Both;
  TeacherPrecision teacherPrecision = TeacherPrecision::Auto;
  /// A run folder or checkpoint that holds trained teachers; empty trains them in this run by `teachers`.
  std::string teachersFrom;
  CmsSpec teachers;
  DistillationSpec distillation;

  bool operator==(const SslkdSpec&) const = default;
};

void visitFields(Is<SslkdSpec> auto& spec, auto& visitor) {
  visitor.value({"iterations", "Training steps of the student, warm-up included.", kIterations}, spec.iterations);
  visitor.value(
      {"warm_up_iterations", "Of these, the first that train on labelled tiles alone; the paper prints no number.",
       kIterationsOrNone},
      spec.warmUpIterations);
  visitor.value(
      {"feature_weight", "Weight of the distance between the encoders' features; 0 leaves the term out.", kWeights},
      spec.featureWeight);
  visitor.value({"probability_weight", "Weight of the distance to the teachers' mean probabilities.", kWeights},
                spec.probabilityWeight);
  visitor.value(
      {"pseudo_label_weight", "Weight of the cross-entropy with the teachers' labels on unlabelled tiles.", kWeights},
      spec.pseudoLabelWeight);
  visitor.choice({"features_on", "Tiles that the feature term sees."}, spec.featuresOn, kScopes);
  visitor.choice({"probabilities_on", "Tiles that the probability term sees."}, spec.probabilitiesOn, kScopes);
  visitor.choice({"teacher_precision", "Number type of the frozen teachers; auto takes bfloat16 where it is native."},
                 spec.teacherPrecision, kTeacherPrecisions);
  visitor.value({"teachers_from",
                 "Run folder or checkpoint with trained teachers; empty trains them first, as the next table says.",
                 {},
                 Meaning::Path,
                 Effect::Place},
                spec.teachersFrom);
  visitor.table({"teachers", "How the teachers are trained (paper, step 1)."}, spec.teachers);
  visitor.table(
      {"distillation", "Further terms that teach the student, none of them the paper's, and how features meet."},
      spec.distillation);
}

/// The student, then its teachers, the first of which guides its features.
inline std::vector<Part> partsOf(const SslkdSpec& method) {
  const bool areGiven = !method.teachersFrom.empty();
  std::vector<Part> parts{partOf(Role::Student, Part::Use::Trained, areGiven ? 0 : 1)};
  for (const Role teacher : rolesOf(method.teachers)) {
    Part part = partOf(teacher, areGiven ? Part::Use::Given : Part::Use::Trained);
    part.isReported = !areGiven;
    parts.push_back(std::move(part));
  }
  return parts;
}

inline bool readsUnlabelled(const SslkdSpec&) {
  return true;
}

/// Whether a term compares the first teacher's features with the student's value by value.
inline bool comparesFeatures(const SslkdSpec& method) {
  return method.featureWeight > 0.0 || method.distillation.heoWeight > 0.0;
}

/// Whether the student's features are projected to the first teacher's shape.
inline bool projectsFeatures(const SslkdSpec& method) {
  return comparesFeatures(method) && method.distillation.featureTransfer == FeatureTransfer::Projected;
}

/// Whether the two must have equal shapes.
inline bool needsEqualFeatures(const SslkdSpec& method) {
  return comparesFeatures(method) && !projectsFeatures(method);
}

/// What to do where they must but do not, after `choose others`.
std::string remedyForUnequalFeatures(const SslkdSpec& method);

void check(const SslkdSpec& method, const NetworksSpec& networks, Problems& problems);

}  // namespace macadam
