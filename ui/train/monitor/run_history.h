#pragma once

#include "train/events.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace macadam {

/// The plots of the monitor, from top to bottom.
enum class MonitorPanel { Loss, Iou, F1, Precision, Recall, PseudoLabels, LearningRate };
inline constexpr int kMonitorPanels = 7;

/// One measured quantity over the iterations: scores and shares in per cent, loss terms times their weights, so that
/// they add up to the total; not a number where undefined.
struct MonitorCurve {
  MonitorPanel panel = MonitorPanel::Loss;
  std::string name;
  std::vector<std::int64_t> iterations;
  std::vector<double> values;

  std::string key() const { return std::to_string(static_cast<int>(panel)) + '/' + name; }
};

struct MonitorStage {
  std::string name;
  int index = 0;
  int count = 0;
  std::int64_t firstIteration = 0;

  bool operator==(const MonitorStage&) const = default;
};

/// What a run has told so far, live or read back. An iteration that comes again, as after a resume, replaces
/// everything from it on.
class RunHistory {
 public:
  void add(const Event& event);

  /// In the order in which they first appeared, total loss first.
  const std::vector<MonitorCurve>& curves() const { return curves_; }
  const std::vector<MonitorStage>& stages() const { return stages_; }
  std::int64_t iteration() const { return steps_.empty() ? 0 : steps_.back(); }
  std::int64_t totalIterations() const { return totalIterations_; }
  /// Changes when earlier values were replaced, so that appending what is new does not do.
  int revision() const { return revision_; }

  /// Seconds of training and evaluating until the end of an iteration, through all processes of the run.
  double secondsAt(std::int64_t iteration) const;
  /// Over the last steps; 0 where unknown.
  double imagesPerSecond() const;
  /// Of training and evaluating, at the pace of late; 0 where unknown.
  double remainingSeconds() const;

 private:
  void take(const StageStarted& stage);
  void take(const StepDone& step);
  void take(const Evaluated& evaluated);
  void take(const RunFinished&) {}
  void take(const PreviewReady&) {}
  void take(const CheckpointSaved&) {}
  void take(const Warning&) {}
  void take(const Note&) {}

  void record(MonitorPanel panel, const std::string& name, std::int64_t iteration, double value);
  void forgetFrom(std::int64_t iteration);

  std::vector<MonitorCurve> curves_;
  std::map<std::string, std::size_t> places_;
  std::vector<MonitorStage> stages_;
  std::vector<std::int64_t> steps_;
  std::vector<double> seconds_;      ///< Until the end of each step, evaluations before the next step included.
  std::vector<double> stepSeconds_;  ///< Of each step alone.
  std::vector<int> images_;
  std::int64_t totalIterations_ = 0;
  int revision_ = 0;
};

}  // namespace macadam
