#pragma once

#include "base/mutex.h"
#include "data/dataset.h"
#include "data/epoch_order.h"
#include "image/image_store.h"
#include "spec/run_spec.h"
#include "train/training_data.h"

#include <condition_variable>
#include <exception>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace macadam {

/// Augmented training batches from image files, decoded ahead by a pool of workers.
///
/// Every sample's place and augmentation are keyed by seed, stream, epoch and index, so that the number of workers
/// changes nothing. Owned and called by one training thread; `images` outlives it and may be shared.
class BatchSource : public BatchStream {
 public:
  BatchSource(std::vector<Sample> labelled, std::vector<Sample> unlabelled, const RunSpec& spec, ImageStore& images);
  ~BatchSource() override;

  void start(const std::string& stream, std::int64_t iteration, BatchContents contents) override;
  StepBatch next() override;

 private:
  using Loaded = std::variant<StepBatch, std::exception_ptr>;

  void work(const std::stop_token& stop);
  StepBatch load(std::int64_t iteration) const;
  void stopWorkers();

  const std::vector<Sample> labelled_;
  const std::vector<Sample> unlabelled_;
  const RunSpec spec_;
  ImageStore& images_;

  std::string stream_;
  std::optional<EpochOrder> labelledOrder_;
  std::optional<EpochOrder> unlabelledOrder_;
  BatchContents contents_ = BatchContents::Labelled;
  std::int64_t position_ MACADAM_GUARDED_BY(mutex_) = 0;  ///< The iteration that `next` returns.

  Mutex mutex_;
  std::condition_variable_any changed_;
  std::int64_t claimed_ MACADAM_GUARDED_BY(mutex_) = 0;  ///< The next iteration that a worker takes up.
  std::map<std::int64_t, Loaded> loaded_ MACADAM_GUARDED_BY(mutex_);
  std::vector<std::jthread> workers_;
};

/// Whole, unchanged tiles of a list of labelled samples.
class EvaluationSource : public EvaluationTiles {
 public:
  EvaluationSource(std::vector<Sample> samples, ImageStore& images);

  std::int64_t count() const override { return std::ssize(samples_); }
  std::string id(std::int64_t index) const override { return samples_[static_cast<std::size_t>(index)].id; }
  EvaluationTile tile(std::int64_t index) override;

 private:
  const std::vector<Sample> samples_;
  ImageStore& images_;
};

}  // namespace macadam
