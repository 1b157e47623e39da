#pragma once

#include "image/pixel_reading.h"
#include "nn/complexity.h"
#include "predict/tiling.h"
#include "runs/run_store.h"
#include "session/suite.h"
#include "session/suite_plan.h"
#include "spec/run_spec.h"
#include "spec/weights_report.h"
#include "train/events.h"
#include "train/run_control.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace macadam {

/// A trained network that predicts; an object belongs to one thread at a time.
class RoadPredictor {
 public:
  virtual ~RoadPredictor() = default;
  /// Road probability, CV_32FC1, of a CV_8UC3 RGB picture of the same size, as evaluation takes it.
  virtual cv::Mat predict(const cv::Mat& rgb) = 0;
  /// The tiles by which it sees larger pictures best.
  virtual TilingOptions tiling() const = 0;
  /// How its pictures were read when it was trained.
  virtual PixelReading reading() const = 0;
  virtual std::string device() const = 0;
};

/// What a short probe says about the steps of a run.
struct StepEstimate {
  std::string device;          ///< For example `cpu, 2 threads`.
  double stepSeconds = 0.0;    ///< Of one iteration of the method's costliest stage.
  double peakMebibytes = 0.0;  ///< That the steps took beyond what the process held before; 0 where unknown.
};

/// Everything that needs LibTorch, behind one door, so that a program can load it when it is first needed.
///
/// Safe to call from several threads; each call computes on the thread that makes it.
class Engine {
 public:
  virtual ~Engine() = default;
  /// For example `LibTorch 1.13.0, cpu, 2 threads`.
  virtual std::string description() const = 0;
  /// As TrainingSession: trains `spec` into `run`, or goes on from its last checkpoint.
  virtual RunFinished train(const RunSpec& spec, const RunFolder& run, const std::stop_token& stop, PauseGate& gate,
                            EventSink& sink) noexcept = 0;
  /// As runSuite.
  virtual SuiteOutcome trainSuite(std::vector<SuiteRun> plan, const std::filesystem::path& runs,
                                  const std::stop_token& stop, PauseGate& gate, SuiteListener& listener) = 0;
  /// Weights of `network` from a checkpoint or a run folder. @throws Error when it is not in there.
  virtual std::unique_ptr<RoadPredictor> openPredictor(const std::filesystem::path& checkpointOrRun,
                                                       const std::string& network, const DeviceSpec& device,
                                                       int threads) = 0;
  /// Parameters and multiply-accumulates of a network for one picture of `size`×`size` pixels.
  virtual Complexity complexity(const NetworkSpec& network, int size) = 0;
  /// What a file of weights, or a folder by `save_pretrained`, holds for our encoders. @throws Error when it cannot be
  /// read at all.
  virtual WeightsReport inspectWeights(const std::filesystem::path& weights) = 0;
  /// Times a few steps of a run on random pictures. @throws Error when they do not fit into memory.
  virtual StepEstimate estimateStep(const RunSpec& spec) = 0;
};

/// The engine of this process.
std::unique_ptr<Engine> makeEngine();

}  // namespace macadam
