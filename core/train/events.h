#pragma once

#include "eval/confusion.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace macadam {

/// Iterations count from 1 over the whole run, through all its stages.

struct StageStarted {
  std::string name;  ///< For example `teachers supervised`, `teachers CMS`, `student warm-up`, `student SSLKD`.
  int index = 0;     ///< From 0.
  int count = 0;
  std::int64_t firstIteration = 0;
  std::int64_t iterations = 0;
  std::int64_t totalIterations = 0;  ///< Of the whole run.
  /// Networks that it trains, and those whose weights it holds as they are; both empty in logs of earlier versions.
  std::vector<std::string> trained{}, frozen{};
  std::int64_t evaluateEvery = 0;  ///< Iterations from one evaluation to the next; 0 where there are none.
};

struct LossTerm {
  std::string name;
  double value = 0.0;  ///< Before weighting.
  double weight = 1.0;
};

/// How good the pseudo-labels of a step are; measured, never trained on.
struct PseudoLabelQuality {
  /// Of the valid pixels, those whose winning probability is above 0.9; the mean where networks teach each other.
  double confidentShare = 0.0;
  std::optional<double> agreement;  ///< Of the valid pixels, those on which all sources agree.
  /// Against the held-back labels of unlabelled tiles, where they are known; all labels of a pixel count where
  /// networks teach each other.
  std::optional<Confusion> againstTruth;
};

struct StepDone {
  std::int64_t iteration = 0;
  std::vector<LossTerm> terms;
  double total = 0.0;
  double learningRate = 0.0;
  double stepSeconds = 0.0;
  double waitSeconds = 0.0;  ///< Of `stepSeconds`, the time spent waiting for the batch.
  int images = 0;
  std::optional<PseudoLabelQuality> pseudoLabels;
};

enum class EvaluatedOn { Validation, Test };

struct NetworkScore {
  std::string network;
  Confusion pooled;
  std::vector<Confusion> perSample;  ///< In the order of the evaluated sample list; may be empty.
};

struct Evaluated {
  std::int64_t iteration = 0;
  EvaluatedOn subset = EvaluatedOn::Validation;
  std::vector<NetworkScore> scores;
  std::vector<std::string> sampleIds;
  bool best = false;  ///< The stage's main network has its best validation IoU so far.
  double seconds = 0.0;
};

/// An evaluation is under way. Told now and then, and kept in no log: `Evaluated` follows.
struct Evaluating {
  std::int64_t iteration = 0;
  EvaluatedOn subset = EvaluatedOn::Validation;
  std::int64_t tile = 0;  ///< From 0: the one that comes next.
  std::int64_t tiles = 0;
  double seconds = 0.0;  ///< Since it began.
};

/// Road probability of one tile, as a grey picture.
struct PreviewReady {
  std::int64_t iteration = 0;
  std::string network;
  std::string sampleId;
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> probability;  ///< Row by row, 0 … 255.
};

struct CheckpointSaved {
  std::int64_t iteration = 0;
  std::string path;
  bool best = false;
};

struct Warning {
  std::string message;
};

/// Worth knowing, and nothing wrong.
struct Note {
  std::string message;
};

enum class Ending { Completed, Stopped, TimeLimit, Failed };

struct RunFinished {
  Ending ending = Ending::Completed;
  std::int64_t iteration = 0;
  std::string message;  ///< Why, when it failed.
  double seconds = 0.0;
};

using Event = std::variant<StageStarted, StepDone, Evaluated, PreviewReady, CheckpointSaved, Warning, Note, RunFinished,
                           Evaluating>;

/// Receives events on the training thread: be prompt, never throw.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void post(Event event) = 0;
};

}  // namespace macadam
