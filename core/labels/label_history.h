#pragma once

#include "labels/label_edit.h"

#include <cstddef>
#include <string>
#include <vector>

namespace macadam {

/// What one stroke, or whatever else is undone at once, did.
struct LabelStep {
  std::string text;  ///< For people, for example `Brush`.
  LabelEdit edit;

  bool operator==(const LabelStep&) const = default;
};

/// Steps, of which those behind `position` are undone.
struct LabelHistory {
  std::vector<LabelStep> steps;
  std::size_t position = 0;

  bool canUndo() const { return position > 0; }
  bool canRedo() const { return position < steps.size(); }
  /// A new step takes the place of those that are undone.
  void push(LabelStep step) {
    steps.resize(position);
    steps.push_back(std::move(step));
    ++position;
  }

  bool operator==(const LabelHistory&) const = default;
};

}  // namespace macadam
