#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <variant>

namespace macadam {

/// How gradients change weights.
enum class OptimizerKind { Sgd, AdamW };

struct OptimizerFacts {
  std::string_view name;  ///< In files and checkpoints.
  OptimizerKind value;
  int moments;  ///< Numbers that it remembers of each one that learns.
};

inline constexpr std::array<OptimizerFacts, 2> kOptimizers{
    {{"sgd", OptimizerKind::Sgd, 1}, {"adamw", OptimizerKind::AdamW, 2}}};

constexpr const OptimizerFacts& factsOf(OptimizerKind kind) {
  return kOptimizers[static_cast<std::size_t>(kind)];
}
static_assert(factsOf(OptimizerKind::Sgd).value == OptimizerKind::Sgd);
static_assert(factsOf(OptimizerKind::AdamW).value == OptimizerKind::AdamW);

/// As torch.optim.SGD, without Nesterov's step and without dampening.
struct SgdRule {
  double momentum = 0.9;
  double weightDecay = 0.0;
};

/// As torch.optim.AdamW (Loshchilov & Hutter 2019); without weight decay it is Adam (Kingma & Ba 2015).
struct AdamWRule {
  double weightDecay = 0.0;
  double meanKeep = 0.9;      ///< β₁: share of the running mean of gradients that a step keeps.
  double squareKeep = 0.999;  ///< β₂: likewise of their squares.
  double epsilon = 1e-8;
};

using OptimizerRule = std::variant<SgdRule, AdamWRule>;

}  // namespace macadam
