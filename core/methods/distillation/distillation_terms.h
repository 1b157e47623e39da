#pragma once

#include "methods/losses.h"
#include "spec/methods/distillation.h"

#include <torch/types.h>

#include <vector>

namespace macadam {

/// What teachers and student say of the same images, the labelled before the unlabelled; of the teachers detached.
struct Taught {
  torch::Tensor logits;     ///< The student's N×C×H×W.
  torch::Tensor features;   ///< The student's N×F×h×w.
  torch::Tensor projected;  ///< The same in the shape of the first teacher's.
  std::vector<torch::Tensor> teacherLogits;
  torch::Tensor teacherProbabilities;  ///< The mean of all, N×C×H×W float.
  torch::Tensor teacherFeatures;       ///< The first's.
  torch::Tensor labels;                ///< N×H×W int64: on unlabelled images the teachers'.
  torch::Tensor valid;                 ///< N×H×W bool

  /// The rows that a scope names, in float. @param labelled how many rows are
  Taught within(Scope scope, std::int64_t labelled) const;
};

/// The rows of a tensor over labelled then unlabelled images that a scope names.
torch::Tensor within(Scope scope, const torch::Tensor& all, std::int64_t labelled);

/// Adds each term that has a weight; computed in float inside autocast too.
void addDistillation(const DistillationSpec& spec, const Taught& taught, std::int64_t labelled, Losses& losses);

}  // namespace macadam
