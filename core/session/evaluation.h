#pragma once

#include "base/error.h"
#include "base/parallel.h"
#include "spec/run_spec.h"
#include "train/events.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace macadam {

enum class EvaluationSubset { Validation, Test, All };

struct EvaluationRequest {
  std::filesystem::path runOrCheckpoint;
  std::filesystem::path data;  ///< Empty takes the run's own data set.
  std::string maskValues;      ///< As `data.mask_values`; empty takes the run's, of other data decides by their masks.
  EvaluationSubset subset = EvaluationSubset::Test;
  std::vector<std::string> networks;  ///< Empty takes all that the run or the checkpoint holds.
  int windowSize = 0;                 ///< Larger pictures are cut into such windows; 0 takes the run's value.
  DeviceSpec device;
  std::optional<int> threads;  ///< For computing, 0 for every core; empty takes the run's.
};

struct EvaluationResult {
  std::vector<NetworkScore> scores;
  std::vector<std::string> sampleIds;
  std::vector<std::string> notes;   ///< On how the pictures were read, where that is not as in training.
  std::vector<Problem> unreadable;  ///< Tiles that are in none of the above.
};

/// Counts the predictions of trained networks on whole tiles.
///
/// On the run's own data, also where it was moved, `validation` and `test` are those of its split; on other data those
/// that the data set declares; `all` takes every sample with a mask.
/// @throws Error when there is no such tile or no such network, when no tile can be read, or where it is open what the
/// masks mean.
EvaluationResult evaluateSaved(EvaluationRequest request, const ProgressCallback& progress = {});

}  // namespace macadam
