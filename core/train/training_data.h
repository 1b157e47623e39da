#pragma once

#include "methods/method.h"

#include <torch/types.h>

#include <cstdint>
#include <string>

namespace macadam {

enum class BatchContents { Labelled, LabelledAndUnlabelled };

/// The batches of a phase, each a function of seed, stream name and iteration alone: a resumed run sees the same.
class BatchStream {
 public:
  virtual ~BatchStream() = default;
  /// Places the stream before the batch of `iteration` (from 0); may start to load ahead.
  virtual void start(const std::string& stream, std::int64_t iteration, BatchContents contents) = 0;
  /// The next batch on the CPU; waits for it where it is not loaded yet. @throws Error when a file cannot be read.
  virtual StepBatch next() = 0;
};

struct EvaluationTile {
  std::string id;
  torch::Tensor image;     ///< 3×H×W, normalised.
  torch::Tensor label;     ///< H×W uint8: 0, 1 or 255.
  torch::Tensor noData{};  ///< H×W bool, true where the picture has no data; undefined where it has data everywhere.
};

/// The tiles of a subset, whole and not augmented, in a fixed order.
class EvaluationTiles {
 public:
  virtual ~EvaluationTiles() = default;
  virtual std::int64_t count() const = 0;
  virtual std::string id(std::int64_t index) const = 0;
  virtual EvaluationTile tile(std::int64_t index) = 0;
};

/// Borrowed for the time of a run.
struct TrainingData {
  BatchStream& batches;
  EvaluationTiles& validation;
  EvaluationTiles& test;
  std::string pixels{};  ///< How pictures are read, kept with every checkpoint: who predicts with it reads them alike.
};

}  // namespace macadam
