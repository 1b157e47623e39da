#pragma once

#include "spec/method_spec.h"

namespace macadam {

/// What stays when another method is named in place of one: the fields that both have under one name and with one
/// meaning. A weight is kept among pseudo-label terms alone.

template <typename Spec>
concept WeighsPseudoLabels = requires(Spec spec) {
  spec.weight;
  spec.pseudoLabelsOn;
};

void carryFields(const auto& from, auto& to) {
  if constexpr (requires { from.iterations, to.iterations; }) to.iterations = from.iterations;
  if constexpr (requires { from.warmUpIterations, to.warmUpIterations; }) to.warmUpIterations = from.warmUpIterations;
  if constexpr (requires { from.others, to.others; }) {
    to.first = from.first;
    to.second = from.second;
    to.others = from.others;
  }
  if constexpr (WeighsPseudoLabels<decltype(from)> && WeighsPseudoLabels<decltype(to)>) {
    to.weight = from.weight;
    to.pseudoLabelsOn = from.pseudoLabelsOn;
  }
  // The teachers of a distillation are trained as networks that label for each other are.
  if constexpr (WeighsPseudoLabels<decltype(from)> && requires { to.teachers; }) carryFields(from, to.teachers);
  if constexpr (WeighsPseudoLabels<decltype(to)> && requires { from.teachers; }) {
    auto teachers = from.teachers;
    if constexpr (requires { to.iterations; }) teachers.iterations = from.iterations;
    if constexpr (requires { to.warmUpIterations; }) teachers.warmUpIterations = from.warmUpIterations;
    carryFields(teachers, to);
  }
}

}  // namespace macadam
