#pragma once

#include <torch/types.h>

namespace macadam {

/// The overhaul of feature distillation (Heo et al. 2019): the student's features follow the teacher's above 0, and
/// need only stay below them where these are negative. With t = max(teacher, margin) per channel, the mean of (s − t)²
/// where s > t or t > 0, and 0 elsewhere.
///
/// Ours: the margin is the mean of the channel's negative values in the batch, which the source expects from the
/// teacher's BatchNorm; most encoders here end in a rectifier or in no BatchNorm, and frozen ones have theirs folded.
/// Where a channel has no negative values the margin is 0. The source's connector is the projection (without a
/// BatchNorm of its own), and its sum over everything a mean.
/// @param student features in the teacher's shape N×F×h×w @param shares validShares N×1×h×w
torch::Tensor heoLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& shares);

}  // namespace macadam
