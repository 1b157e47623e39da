#pragma once

#include <torch/types.h>

namespace macadam {

/// The pair-wise term of structured distillation (Liu et al. 2019): mean over all pairs of an image's regions of
/// (a_T − a_S)², a the cosine of the two regions' mean features. It compares similarities, so that channels and strides
/// of teacher and student may differ.
///
/// Ours: means over the valid share of a region, as in the paper's text (its code takes the maximum), and regions
/// without a valid pixel pair with none.
/// @param student N×F×h×w @param teacher N×F'×h'×w' @param regions along each side @param valid N×H×W bool
torch::Tensor liuPairLoss(const torch::Tensor& student, const torch::Tensor& teacher, std::int64_t regions,
                          const torch::Tensor& valid);

}  // namespace macadam
