#pragma once

#include "methods/method.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>
#include <string>

namespace macadam {

const float kLn3 = std::log(3.0f);             // logits (0, ln 3) are the probabilities (1/4, 3/4)
inline constexpr double kLn4 = 1.386294;       // −ln(1/4)
inline constexpr double kLn4Over3 = 0.287682;  // −ln(3/4)

/// One labelled and one unlabelled pixel; the labelled one is road.
inline StepBatch onePixel() {
  return {.labelledImages = torch::zeros({1, 3, 1, 1}),
          .labels = torch::ones({1, 1, 1}, torch::kLong),
          .unlabelledImages = torch::zeros({1, 3, 1, 1})};
}

/// A term of a step before its weight.
inline double value(const StepResult& result, const std::string& name) {
  for (const Losses::Term& term : result.losses.terms()) {
    if (term.name == name) return term.value.item<double>();
  }
  ADD_FAILURE() << "no term " << name;
  return 0.0;
}

}  // namespace macadam
