#pragma once

#include "runs/metrics_log.h"
#include "session/engine.h"
#include "spec/run_spec_toml.h"
#include "support/damage.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"

#include <QTest>
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// Networks that need no LibTorch: the student finds road in the upper 8 rows at first, teacher 1 in the upper 16,
/// teacher 2 nowhere. Counts what is asked of it.
class PredictingEngine : public Engine {
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
  std::unique_ptr<RoadPredictor> openPredictor(const std::filesystem::path& from, const std::string& network,
                                               const DeviceSpec&, int) override {
    if (network == "broken") throw Error(from.string(), "holds no network 'broken'", "choose another");
    return std::make_unique<Rows>(network == "student"    ? studentRows.load()
                                  : network == "teacher1" ? 16
                                                          : 0,
                                  predicted, middle);
  }
  Complexity complexity(const NetworkSpec&, int) override { return {}; }
  WeightsReport inspectWeights(const std::filesystem::path&) override { return {}; }
  StepEstimate estimateStep(const RunSpec&) override { return {}; }

  std::atomic<int> predicted = 0;
  std::atomic<int> middle = -1;  ///< The first channel of what was predicted last, in its middle.
  std::atomic<int> studentRows = 8;

 private:
  class Rows : public RoadPredictor {
   public:
    Rows(int rows, std::atomic<int>& predicted, std::atomic<int>& middle)
        : rows_(rows), predicted_(predicted), middle_(middle) {}
    cv::Mat predict(const cv::Mat& rgb) override {
      middle_ = rgb.at<cv::Vec3b>(rgb.rows / 2, rgb.cols / 2)[0];
      ++predicted_;
      cv::Mat probability(rgb.size(), CV_32FC1, cv::Scalar(0.2));
      probability.rowRange(0, rows_).setTo(0.8);
      return probability;
    }
    TilingOptions tiling() const override { return {}; }
    PixelReading reading() const override { return {.ranges = kEightBits}; }
    std::string device() const override { return "none"; }

   private:
    int rows_;
    std::atomic<int>& predicted_;
    std::atomic<int>& middle_;
  };
};

/// A trained run on disk, as far as the window can tell.
inline RunFolder makeTrainedRun(const std::filesystem::path& runs, const std::string& name, const MethodSpec& method,
                                const std::vector<std::string>& networks) {
  const RunSpec spec{.name = name, .method = method};
  const RunFolder run = createRun(runs, name, toToml(spec));
  Evaluated evaluated{.iteration = 100, .subset = EvaluatedOn::Validation};
  for (const std::string& network : networks) evaluated.scores.push_back({.network = network, .pooled = {1, 1, 1, 1}});
  MetricsLog log(run.metrics(), run.previews());
  log.post(evaluated);
  log.post(RunFinished{.iteration = 100});
  std::filesystem::create_directories(run.checkpoints());
  writeBytes(run.bestCheckpoint(), "weights");
  writeBytes(run.lastCheckpoint(), "more weights");
  return run;
}

/// A project with the test tiles `a`, `b` and `c` of 32×32, whose upper 8, 16 and 24 rows are road, and a distilled
/// run.
class CompareWorld {
 public:
  CompareWorld() {
    for (const auto& [name, rows] : {std::pair("a", 8), {"b", 16}, {"c", 24}}) {
      writeImage(folder_ / ("data/test/images/" + std::string(name) + ".png"));
      writeRoadMask(folder_ / ("data/test/masks/" + std::string(name) + ".png"), rows);
    }
    project_ = createProject(folder_ / "project", folder_ / "data", 32);
    run_ = makeTrainedRun(project_.runs(), "distilled", SslkdSpec{}, {"teacher1", "teacher2", "student"});
    open();
  }
  ~CompareWorld() { document_.reset(); }

  /// As a new session does.
  void open() {
    document_ = std::make_unique<ProjectDocument>(readProject(project_.folder), jobs_);
    Split split;
    split.test = {id("a"), id("b"), id("c")};
    document_->changeSplit(split, "test tiles");
  }

  Jobs& jobs() { return jobs_; }
  ProjectDocument& document() { return *document_; }
  const Project& project() const { return project_; }
  const RunFolder& run() const { return run_; }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  static std::string id(const std::string& tile) { return "test/images/" + tile + ".png"; }
  std::string source(const std::string& name) const { return run_.name() + "/" + name; }

 private:
  TemporaryFolder folder_;
  Jobs jobs_;
  Project project_;
  RunFolder run_{{}};
  std::unique_ptr<ProjectDocument> document_;
};

}  // namespace macadam
