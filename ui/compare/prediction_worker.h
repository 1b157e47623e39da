#pragma once

#include "base/mutex.h"
#include "ui/compare/prediction_cache.h"
#include "ui/compare/predictions.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace macadam {

/// The predicting thread: four queues, the most urgent first.
class PredictionWorker {
 public:
  enum class Queue { InSight, Export, Table, Cached };
  static constexpr std::size_t kQueues = 4;

  struct Listener {
    std::function<void(Prediction)> ready;  ///< Both are called on the predicting thread.
    std::function<void(int done, int total)> progress;
  };

  PredictionWorker(EngineAccess engine, std::filesystem::path folder, std::shared_ptr<const Dataset> dataset,
                   std::shared_ptr<ImageStore> pictures, Listener listener);
  ~PredictionWorker();

  void replace(Queue queue, std::vector<PredictionTask> tasks);
  void setThreads(int threads) { threads_ = threads; }
  /// Removes what the cache on disk holds of other runs.
  void keepOnly(std::set<std::string> runs);

 private:
  struct OpenNetwork {
    std::string key;
    std::unique_ptr<RoadPredictor> predictor;
  };
  struct Next {
    PredictionTask task;
    Queue queue;
    int batch;  ///< Of the table's queue.
  };

  void loop(const std::stop_token& quit);
  bool waitForWork(const std::stop_token& quit);
  void tidyCache();
  std::optional<Next> take();
  void finished(const Next& next);
  std::optional<Prediction> perform(const Next& next, const std::stop_token& quit);
  std::optional<cv::Mat> combined(const PredictionTask& task, bool mayPredict, const std::stop_token& quit);
  std::optional<cv::Mat> ofNetwork(const NetworkSource& network, const Sample& sample, bool mayPredict,
                                   const std::stop_token& quit);
  /// A network sees its pictures as in training, which the window may show otherwise. A picture that is not of the data
  /// set is measured by itself, as where its prediction is saved.
  Sample readAsTrained(Sample sample, const PixelReading& trained);
  cv::Mat predict(RoadPredictor& predictor, const cv::Mat& rgb, const std::stop_token& quit);
  RoadPredictor& open(const NetworkSource& network, const std::string& key);

  const EngineAccess engine_;
  const std::shared_ptr<const Dataset> dataset_;
  std::map<std::string, PixelReading> readings_;  ///< Of the data set's pictures, by how a run was trained.
  const std::shared_ptr<ImageStore> pictures_;
  const Listener listener_;
  PredictionCache cache_;
  std::vector<OpenNetwork> open_;  ///< Latest first.
  std::atomic<int> threads_ = 0;

  Mutex mutex_;
  std::condition_variable_any wake_;
  std::array<std::deque<PredictionTask>, kQueues> queues_ MACADAM_GUARDED_BY(mutex_);
  int batch_ MACADAM_GUARDED_BY(mutex_) = 0;  ///< Grows with every change of the table's queue.
  int tableDone_ MACADAM_GUARDED_BY(mutex_) = 0;
  int tableTotal_ MACADAM_GUARDED_BY(mutex_) = 0;
  /// Whose predictions stay on disk; until that is seen to.
  std::optional<std::set<std::string>> runs_ MACADAM_GUARDED_BY(mutex_);

  std::jthread thread_;  ///< Last: it ends before the rest goes.
};

}  // namespace macadam
