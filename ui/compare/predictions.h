#pragma once

#include "base/error.h"
#include "image/image_store.h"
#include "ui/compare/compare_source.h"
#include "ui/compare/threshold_curve.h"
#include "ui/project/engine_access.h"

#include <opencv2/core.hpp>

#include <QList>
#include <QObject>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

namespace macadam {

class PredictionWorker;

/// One source on one picture.
struct PredictionTask {
  Sample sample;
  CompareSource source;
  int labels = 0;  ///< Which edition of the sample's labels it is scored by.
};

/// What came of it.
struct Prediction {
  std::string sample;  ///< Ids.
  std::string source;
  std::string checkpoint;                      ///< The stamp of the source's checkpoints, read before it was predicted.
  std::shared_ptr<const cv::Mat> probability;  ///< CV_16UC1; of a disagreement the difference. Null when it failed.
  std::shared_ptr<const ThresholdCurve> curve;  ///< Where the picture has a mask and the source is scored.
  int labels = 0;                               ///< The task's.
  QList<Problem> problems;
};

/// Predicts in the background, on one thread: what is in sight first, then what is exported, then what the table needs,
/// then what earlier sessions left on disk. Lives in the UI thread; results arrive there.
class Predictions : public QObject {
  Q_OBJECT

 public:
  /// Pictures of more pixels are not predicted here; ones beyond half a million are predicted in blended tiles.
  static constexpr std::int64_t kLargestPicture = 16'000'000;

  /// @param folder where predictions are kept between sessions. @param dataset that the pictures are of.
  Predictions(EngineAccess engine, std::filesystem::path folder, std::shared_ptr<const Dataset> dataset,
              std::shared_ptr<ImageStore> pictures, QObject* parent = nullptr);
  /// Waits for the prediction in progress.
  ~Predictions() override;

  /// What is in sight, in place of what was before.
  void show(std::vector<PredictionTask> tasks);
  /// What exports wait for, in place of what they waited for before.
  void collect(std::vector<PredictionTask> tasks);
  /// Everything of a table, in place of what it asked for before; tells its progress.
  void scoreAll(std::vector<PredictionTask> tasks);
  void cancelScoring();
  /// Looks for these in the cache and predicts none of them.
  void recall(std::vector<PredictionTask> tasks);
  /// Removes what is kept on disk of other runs than these; by the names of their folders (cacheFolderOf).
  void keepOnly(std::set<std::string> runs);
  /// Compute threads of networks opened from now on; 0 takes every core.
  void setThreads(int threads);

 Q_SIGNALS:
  void ready(const Prediction& prediction);
  /// Of `scoreAll`; both 0 when it has ended or was cancelled.
  void scoringProgress(int done, int total);

 private:
  std::unique_ptr<PredictionWorker> worker_;
};

}  // namespace macadam
