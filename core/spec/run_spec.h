#pragma once

#include "spec/device_spec.h"
#include "spec/loss_spec.h"
#include "spec/method_spec.h"
#include "spec/networks_spec.h"
#include "spec/optimizer_spec.h"

#include <cstdint>
#include <string>

namespace macadam {

/// What given labels teach by; the optimizer and its polynomial learning rate per iteration, which may rise to it
/// first; batches; when to look and to stop.
struct ScheduleSpec {
  int labelledBatch = 5;
  int unlabelledBatch = 5;
  LossSpec loss;
  OptimizerKind optimizer = OptimizerKind::Sgd;
  double learningRate = 0.01;
  std::int64_t learningRateWarmUp = 0;  ///< Iterations over which the rate first rises linearly to its course.
  double momentum = 0.9;                ///< Of SGD alone.
  double weightDecay = 1e-4;
  double pretrainedEncoderFactor = 0.1;      ///< Learning-rate factor of an encoder that was loaded pretrained.
  std::int64_t frozenEncoderIterations = 0;  ///< Of each phase, over which such an encoder stays as it is.
  double power = 0.9;
  double minimumLearningRate = 1e-6;
  std::int64_t evaluateEvery = 500;  ///< Iterations between evaluations on the validation tiles.
  std::int64_t checkpointEvery = 500;
  std::int64_t previewEvery = 500;   ///< Iterations between previews of one validation tile; 0 for none.
  std::string previewTile;           ///< Its sample id; empty takes one that has roads.
  std::int64_t stopAfterNoGain = 0;  ///< End a stage after this many evaluations without a better IoU; 0 never.
  double timeLimitMinutes = 0.0;     ///< End with a checkpoint after this time since start or resume, pauses not
                                     ///< counted; 0 never.

  bool operator==(const ScheduleSpec&) const = default;
};

/// Weak augmentation, applied to image and mask together.
struct AugmentSpec {
  bool flips = true;
  bool quarterTurns = true;
  double minimumScale = 0.75;
  double maximumScale = 1.5;
  double brightness = 0.15;  ///< Largest relative change, drawn per tile; likewise contrast and saturation.
  double contrast = 0.15;
  double saturation = 0.15;

  bool operator==(const AugmentSpec&) const = default;
};

struct DataSpec {
  std::string path;      ///< A data set or project folder.
  int tileSize = 512;    ///< Side of a training crop, in pixels.
  int windowSize = 512;  ///< Pictures larger than 1.5 windows are cut into samples of this side.
  std::string bands;     ///< As bandsFromText: those shown as red, green and blue; empty takes what the files declare.
  int decodeWorkers = 2;
  int cacheMegabytes = 2048;  ///< Budget for decoded tiles.
  std::string maskValues;     ///< What the masks' values mean (labels/mask_values.h); empty is decided by the masks.
  bool acceptUnlikelyMasks = false;  ///< Train although no label is road, or more than half.

  bool operator==(const DataSpec&) const = default;
};

/// How the training samples are divided; a saved split, when named, wins over the drawing rules.
struct SplitSpec {
  std::string file;                    ///< A saved split (.toml); empty draws one by the rules below.
  double unlabelledPerLabelled = 4.0;  ///< 4 means 1:4.
  std::uint64_t seed = 1;
  bool groupByScene = true;  ///< Keep all tiles of a scene in one subset.
  bool stratifyByRoadShare = true;
  double validationShare = 0.15;  ///< Used where the data set declares no validation tiles.
  double testShare = 0.15;        ///< Used where the data set declares no test tiles.

  bool operator==(const SplitSpec&) const = default;
};

/// Everything that decides what a run computes.
struct RunSpec {
  std::string name = "run";
  std::uint64_t seed = 1;
  DeviceSpec device;
  int threads = 0;  ///< Compute threads on the CPU; 0 takes every core.
  DataSpec data;
  SplitSpec split;
  NetworksSpec networks;
  MethodSpec method = SslkdSpec{};
  ScheduleSpec schedule;
  AugmentSpec augment;

  bool operator==(const RunSpec&) const = default;
};

}  // namespace macadam
