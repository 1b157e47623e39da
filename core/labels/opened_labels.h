#pragma once

#include "data/dataset.h"
#include "data/project.h"
#include "labels/label_history.h"
#include "labels/saved_labels.h"

#include <cstddef>
#include <vector>

namespace macadam {

enum class LabelAccess {
  Edit,
  Look,  ///< Nothing in the project is changed, as where another window edits.
};

/// The labels of a picture as they were when somebody last drew on them.
struct OpenedLabels {
  LabelSnapshot now;  ///< Without a journal where they are only looked at.
  LabelHistory history;
  std::size_t savedPosition = 0;    ///< As LabelSnapshot::position, of the files.
  bool isOfAnotherPicture = false;  ///< The picture's file has changed since the last step.
  std::vector<Problem> notes;
};

/// Reads the edited mask of a picture, or where there is none its own (unknown everywhere without one), and does again
/// what the journal tells beyond it. Labels are of the whole picture, also where the sample is a window.
/// @throws Error where picture, mask and journal differ in size, where one of them cannot be read or written, or where
/// nobody has decided what the values of the masks mean.
OpenedLabels openLabels(const Project& project, const Sample& sample, LabelAccess access);

}  // namespace macadam
