#pragma once

#include "spec/field.h"

#include <array>

namespace macadam {

/// How the labels of tiles teach. Roads are few of the pixels: Dice compares areas, whatever their size.
enum class LossKind { CrossEntropy, CrossEntropyDice, WeightedCrossEntropy };

inline constexpr std::array<Choice<LossKind>, 3> kLosses{{{"cross_entropy", LossKind::CrossEntropy},
                                                          {"cross_entropy_dice", LossKind::CrossEntropyDice},
                                                          {"weighted_cross_entropy", LossKind::WeightedCrossEntropy}}};

struct LossSpec {
  LossKind kind = LossKind::CrossEntropy;
  double roadWeight = 5.0;  ///< Of a road pixel, one of background being 1; of the weighted cross-entropy alone.

  bool operator==(const LossSpec&) const = default;
};

}  // namespace macadam
