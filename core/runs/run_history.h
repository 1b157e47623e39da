#pragma once

#include "eval/measures.h"
#include "runs/kept_scores.h"
#include "train/events.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What is measured of a run, scores by the numbers of panelOf; also the plots of the monitor, from top to bottom.
enum class MonitorPanel { Loss = 0, PseudoLabels = 5, LearningRate = 6 };
inline constexpr int kMonitorPanels = 3 + static_cast<int>(kCurveMeasures.size());

/// Of a measure that is drawn as a curve. Which plots are shown is remembered by number, so that those of later
/// measures stand behind the learning rate.
constexpr MonitorPanel panelOf(const Measure& measure) {
  constexpr int kBeforePseudoLabels = 4;
  return static_cast<MonitorPanel>(measure.curve <= kBeforePseudoLabels ? measure.curve : measure.curve + 2);
}

/// Null where the panel shows no score.
constexpr const Measure* measureIn(MonitorPanel panel) {
  for (const Measure* measure : kCurveMeasures) {
    if (panelOf(*measure) == panel) return measure;
  }
  return nullptr;
}

/// One measured quantity over the iterations: scores and shares in per cent, loss terms times their weights, so that
/// they add up to the total; not a number where undefined.
struct MonitorCurve {
  MonitorPanel panel = MonitorPanel::Loss;
  std::string name;
  /// Of a network whose weights are held as they are: its one score, from where it was frozen to the last evaluation.
  bool isFrozen = false;
  std::vector<std::int64_t> iterations;
  std::vector<double> values;

  std::string key() const { return std::to_string(static_cast<int>(panel)) + '/' + name + (isFrozen ? "/frozen" : ""); }
};

constexpr bool isScore(MonitorPanel panel) {
  return measureIn(panel) != nullptr;
}
/// In per cent; not a number where undefined, or where the panel shows no score.
double scoreIn(MonitorPanel panel, const RoadMetrics& metrics);

struct MonitorStage {
  std::string name;
  int index = 0;
  int count = 0;
  std::int64_t firstIteration = 0;
  std::vector<std::string> trained{}, frozen{};

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
  /// The first iteration of the stage that trained this one; 1 where nothing is known.
  std::int64_t stageStart(std::int64_t iteration) const;
  /// How many iterations the run had made before it began to train a network; empty of one that it does not train.
  std::optional<std::int64_t> iterationsBefore(const std::string& network) const;
  /// By the weights that are kept; null where it was not evaluated.
  const KeptScore* kept(const std::string& network) const { return kept_.find(network); }
  std::int64_t iteration() const { return steps_.empty() ? 0 : steps_.back(); }
  std::int64_t totalIterations() const { return totalIterations_; }
  /// Changes when earlier values were replaced, so that appending what is new does not do.
  int revision() const { return revision_; }

  /// Seconds of training and evaluating until the end of an iteration, through all processes of the run.
  double secondsAt(std::int64_t iteration) const;

 private:
  void take(const StageStarted& stage);
  void take(const StepDone& step);
  void take(const Evaluated& evaluated);
  void take(const RunFinished&) {}
  void take(const PreviewReady&) {}
  void take(const CheckpointSaved&) {}
  void take(const Warning&) {}
  void take(const Note&) {}
  void take(const Evaluating&) {}

  void record(MonitorPanel panel, const std::string& name, std::int64_t iteration, double value);
  void record(MonitorCurve wanted, std::int64_t iteration, double value);
  void drawFrozen(const std::string& network, std::int64_t iteration);
  std::int64_t frozenFrom(const std::string& network) const;
  void forgetFrom(std::int64_t iteration);

  std::vector<MonitorCurve> curves_;
  std::map<std::string, std::size_t> places_;
  std::vector<MonitorStage> stages_;
  std::vector<std::int64_t> steps_;
  std::vector<double> seconds_;  ///< Until the end of each step, evaluations before the next step included.
  KeptScores kept_;
  std::int64_t totalIterations_ = 0;
  int revision_ = 0;
};

}  // namespace macadam
