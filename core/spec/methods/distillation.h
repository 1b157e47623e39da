#pragma once

#include "spec/methods/method_facts.h"

#include <array>

namespace macadam {

/// How the first teacher's features and the student's are brought together where they are compared value by value.
enum class FeatureTransfer {
  Exact,      ///< As they are; unequal shapes are refused.
  Projected,  ///< The student's pass a learned 1×1 convolution and are resampled to the teacher's shape.
};

inline constexpr std::array<Choice<FeatureTransfer>, 2> kFeatureTransfers{
    {{"exact", FeatureTransfer::Exact}, {"projected", FeatureTransfer::Projected}}};

/// Terms that a distillation can take beside its own. A weight of 0 leaves a term out; what its source weighs it by is
/// in its field's sentence. Ours everywhere: means over the valid pixels, where sources sum over a batch or count all.
struct DistillationSpec {
  FeatureTransfer featureTransfer = FeatureTransfer::Exact;
  double hintonWeight = 0.0;
  double hintonTemperature = 2.0;  ///< The best of 1, 2, 5 and 10 in the paper's speech experiment.
  Scope hintonOn = Scope::Both;
  double heoWeight = 0.0;
  Scope heoOn = Scope::Both;
  double zhouWeight = 0.0;
  double zhouTemperature = 2.0;  ///< Reference code.
  Scope zhouOn = Scope::Both;
  double liuPixelWeight = 0.0;
  Scope liuPixelOn = Scope::Both;
  double liuPairWeight = 0.0;
  int liuPairRegions = 2;  ///< Reference code: patches of half a side.
  Scope liuPairOn = Scope::Both;
  double cwdWeight = 0.0;
  double cwdTemperature = 4.0;  ///< Reference code.
  Scope cwdOn = Scope::Both;
  double distWeight = 0.0;
  Scope distOn = Scope::Both;

  bool operator==(const DistillationSpec&) const = default;
};

/// Whether any term has a weight.
inline bool hasTerms(const DistillationSpec& spec) {
  return spec.hintonWeight > 0.0 || spec.heoWeight > 0.0 || spec.zhouWeight > 0.0 || spec.liuPixelWeight > 0.0 ||
         spec.liuPairWeight > 0.0 || spec.cwdWeight > 0.0 || spec.distWeight > 0.0;
}

inline constexpr Range kTemperatures = aboveUpTo(0, 100);

void visitFields(Is<DistillationSpec> auto& spec, auto& visitor) {
  visitor.choice({"feature_transfer",
                  "How the student's features meet the first teacher's: exact wants equal shapes, projected learns a "
                  "1x1 convolution to them."},
                 spec.featureTransfer, kFeatureTransfers);
  visitor.value({"hinton_weight",
                 "Weight of the divergence from the teachers' softened probabilities (Hinton et al. 2015); 0 leaves "
                 "the term out.",
                 kWeights},
                spec.hintonWeight);
  visitor.value({"hinton_temperature",
                 "What both sides' logits are divided by there; 2 in the paper's speech experiment.", kTemperatures},
                spec.hintonTemperature);
  visitor.choice({"hinton_on", "Tiles that Hinton's term sees."}, spec.hintonOn, kScopes);
  visitor.value({"heo_weight",
                 "Weight of the partial distance to the first teacher's features above their margin (Heo et al. 2019); "
                 "0 leaves the term out.",
                 kWeights},
                spec.heoWeight);
  visitor.choice({"heo_on", "Tiles that Heo's term sees."}, spec.heoOn, kScopes);
  visitor.value({"zhou_weight",
                 "Weight of soft labels that count less where the student knows better than the teachers (Zhou et al. "
                 "2021); 2.5 in their code, 0 leaves the term out.",
                 kWeights},
                spec.zhouWeight);
  visitor.value(
      {"zhou_temperature", "What both sides' logits are divided by there; 2 in the code of Zhou et al.", kTemperatures},
      spec.zhouTemperature);
  visitor.choice(
      {"zhou_on", "Tiles that Zhou's term sees; on unlabelled ones the teachers' labels stand for the true."},
      spec.zhouOn, kScopes);
  visitor.value({"liu_pixel_weight",
                 "Weight of the divergence from the teachers' mean probabilities, pixel by pixel (Liu et al. 2019); 10 "
                 "in their code, 0 leaves the term out.",
                 kWeights},
                spec.liuPixelWeight);
  visitor.choice({"liu_pixel_on", "Tiles that Liu's pixel term sees."}, spec.liuPixelOn, kScopes);
  visitor.value({"liu_pair_weight",
                 "Weight of the difference in how alike the regions of a tile are to the first teacher's features and "
                 "to the student's (Liu et al. 2019); 1 in their code, 0 leaves the term out.",
                 kWeights},
                spec.liuPairWeight);
  visitor.value(
      {"liu_pair_regions", "Regions along each side of a tile there; 2 in the code of Liu et al.", between(1, 64)},
      spec.liuPairRegions);
  visitor.choice({"liu_pair_on", "Tiles that Liu's pair term sees."}, spec.liuPairOn, kScopes);
  visitor.value({"cwd_weight",
                 "Weight of the divergence between where in the tile each class's logits are high (CWD, Shu et al. "
                 "2021); 3 in the paper, 0 leaves the term out.",
                 kWeights},
                spec.cwdWeight);
  visitor.value(
      {"cwd_temperature", "What both sides' logits are divided by there; 4 in the code of Shu et al.", kTemperatures},
      spec.cwdTemperature);
  visitor.choice({"cwd_on", "Tiles that the CWD term sees."}, spec.cwdOn, kScopes);
  visitor.value({"dist_weight",
                 "Weight of what the student's probabilities lack of full correlation with the teachers' mean (DIST, "
                 "Huang et al. 2022); 1 in their code, 0 leaves the term out.",
                 kWeights},
                spec.distWeight);
  visitor.choice({"dist_on", "Tiles that the DIST term sees."}, spec.distOn, kScopes);
}

}  // namespace macadam
