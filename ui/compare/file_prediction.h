#pragma once

#include "base/parallel.h"
#include "predict/prediction_plan.h"
#include "session/engine.h"
#include "ui/compare/compare_source.h"

#include <QStringList>
#include <filesystem>
#include <vector>

namespace macadam {

/// Pictures that a network, or the mean of two, is to predict into files.
struct FilePrediction {
  CompareSource source;  ///< One that can be scored: a network, or the mean of its networks.
  std::vector<PlannedPrediction> pictures;
  std::filesystem::path folder;  ///< That the files lie in; made where it is not there.
  double threshold = 0.5;
  int threads = 0;  ///< Compute threads; 0 takes every core.
};

/// Predicts them one after the other, as `macadam-cli predict` does; a picture that fails costs no other. `progress`
/// counts thousandths of a picture, and may end it by throwing Cancelled: what was written before stays.
/// @return what to say about how the pictures were read. @throws Error with all that went wrong, after the others.
QStringList predictFiles(Engine& engine, const FilePrediction& wanted, const ProgressCallback& progress);

}  // namespace macadam
