#pragma once

#include "runs/metrics_log.h"
#include "runs/provenance.h"
#include "session/engine.h"
#include "spec/run_spec_toml.h"
#include "ui/project/run_catalog.h"
#include "ui/results/run_columns.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// By the numbers under which settings have them.
inline constexpr RunColumn kBestIou{7}, kBestF1{8}, kLastIou{9}, kTestIou{10}, kTestF1{11};

inline RunSpec supervisedSpec(const std::string& name, std::uint64_t seed = 1) {
  RunSpec spec{.name = name, .seed = seed, .method = SupervisedSpec{.iterations = 200}};
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.25};
  return spec;
}

/// `found` of 100 road pixels, among 900 of background: IoU found/100.
inline Evaluated evaluatedAt(std::int64_t iteration, std::int64_t found, EvaluatedOn on = EvaluatedOn::Validation) {
  const Confusion pooled{.truePositives = found, .falseNegatives = 100 - found, .trueNegatives = 900};
  return {.iteration = iteration, .subset = on, .scores = {{.network = "student", .pooled = pooled}}, .seconds = 1.0};
}

/// Everything that a supervised run of 200 iterations says: its IoU is `found` per cent, and 5 less on the test tiles.
inline std::vector<Event> completedEvents(std::int64_t found) {
  return {StageStarted{
              .name = "student supervised", .count = 1, .firstIteration = 1, .iterations = 200, .totalIterations = 200},
          StepDone{.iteration = 100, .total = 0.7, .stepSeconds = 30.0},
          evaluatedAt(100, found),
          StepDone{.iteration = 200, .total = 0.5, .stepSeconds = 37.0},
          evaluatedAt(200, found - 10),
          evaluatedAt(200, found - 5, EvaluatedOn::Test),
          RunFinished{.iteration = 200}};
}

/// A run on disk.
inline RunFolder makeRun(const std::filesystem::path& runs, const RunSpec& spec, const std::vector<Event>& events) {
  const RunFolder run = createRun(runs, spec.name, toToml(spec));
  Provenance provenance = provenanceHere();
  provenance.startedAt = "2026-11-22T15:00:00Z";
  provenance.seed = spec.seed;
  saveProvenance(provenance, run.provenance());
  MetricsLog log(run.metrics(), run.previews());
  for (const Event& event : events) log.post(event);
  return run;
}

/// A run that needs no disk.
inline RunRecord recordOf(const std::string& folder, const RunSpec& spec, const std::vector<Event>& events,
                          RunNotes notes = {}) {
  return {.folder = RunFolder(folder), .spec = spec, .summary = summarise(events, false), .notes = std::move(notes)};
}

/// Counts parameters by heart and tells when it predicts.
class CountingEngine : public Engine {
 public:
  std::string description() const override { return "none"; }
  RunFinished train(const RunSpec&, const RunFolder&, const std::stop_token&, PauseGate&,
                    EventSink&) noexcept override {
    return {};
  }
  SuiteOutcome trainSuite(std::vector<SuiteRun>, const std::filesystem::path&, const std::stop_token&, PauseGate&,
                          SuiteListener&) override {
    return {};
  }
  std::unique_ptr<RoadPredictor> openPredictor(const std::filesystem::path&, const std::string&, const DeviceSpec&,
                                               int) override {
    return std::make_unique<Blind>(predicting);
  }
  WeightsReport inspectWeights(const std::filesystem::path&) override { return {}; }
  Complexity complexity(const NetworkSpec&, int) override {
    ++counted;
    return {.parameters = 1'500'000, .gigaMacs = 0.25};
  }
  StepEstimate estimateStep(const RunSpec&) override { return {}; }

  int counted = 0;
  std::function<void()> predicting = [] {};

 private:
  /// Finds no road anywhere.
  class Blind : public RoadPredictor {
   public:
    explicit Blind(const std::function<void()>& predicting) : predicting_(predicting) {}
    cv::Mat predict(const cv::Mat& rgb) override {
      predicting_();
      return cv::Mat::zeros(rgb.size(), CV_32FC1);
    }
    TilingOptions tiling() const override { return {}; }
    PixelReading reading() const override { return {.ranges = kEightBits}; }
    std::string device() const override { return "none"; }

   private:
    const std::function<void()>& predicting_;
  };
};

}  // namespace macadam
