#include "data/batch_source.h"

#include "base/random.h"
#include "data/augment.h"
#include "data/windows.h"
#include "eval/confusion.h"
#include "image/opencv_threads.h"
#include "image/tensor_image.h"

#include <opencv2/core.hpp>
#include <torch/torch.h>

#include <utility>

namespace macadam {
namespace {

/// Batches that the workers may be ahead of the training thread.
constexpr std::int64_t kBatchesAhead = 4;

/// Augmented crops of one half of a batch: images N×3×S×S and labels N×S×S, 255 where the crop leaves the tile.
struct Crops {
  std::vector<torch::Tensor> images;
  std::vector<torch::Tensor> labels;
  std::vector<torch::Tensor> valid;  ///< Bool, false on padding and where the picture has no data.
};

/// Labels, and beside them the pixels on which the picture has no data (255): held-back labels must not tell which
/// unlabelled pixels count. Both go through one augmentation.
cv::Mat labelsAndGaps(const Tile& tile) {
  const cv::Mat labels = tile.mask.empty() ? cv::Mat(tile.image.size(), CV_8UC1, cv::Scalar(kIgnore)) : tile.mask;
  const cv::Mat gaps = tile.noData.empty() ? cv::Mat(cv::Mat::zeros(tile.image.size(), CV_8UC1)) : tile.noData;
  cv::Mat both;
  cv::merge(std::vector<cv::Mat>{labels, gaps}, both);
  return both;
}

void addCrop(Crops& crops, const Tile& tile, const RunSpec& spec, RandomStream random) {
  const Tile crop = augment({tile.image, labelsAndGaps(tile), {}}, spec.augment, spec.data.tileSize, random);
  cv::Mat label, gap;
  cv::extractChannel(crop.mask, label, 0);
  cv::extractChannel(crop.mask, gap, 1);
  crops.images.push_back(toImageTensor(crop.image));
  crops.labels.push_back(toLabelTensor(label));
  crops.valid.push_back(toLabelTensor(gap).ne(kIgnore));
}

}  // namespace

BatchSource::BatchSource(std::vector<Sample> labelled, std::vector<Sample> unlabelled, const RunSpec& spec,
                         ImageStore& images)
    : labelled_(std::move(labelled)), unlabelled_(std::move(unlabelled)), spec_(spec), images_(images) {}

BatchSource::~BatchSource() {
  stopWorkers();
}

void BatchSource::start(const std::string& stream, std::int64_t iteration, BatchContents contents) {
  stopWorkers();
  stream_ = stream;
  labelledOrder_.emplace(spec_.seed, stream + " labelled", labelled_.size());
  unlabelledOrder_.emplace(spec_.seed, stream + " unlabelled", unlabelled_.size());
  contents_ = contents;
  {
    const MutexLock lock(mutex_);
    position_ = claimed_ = iteration;
    loaded_.clear();
  }
  for (int i = 0; i < std::max(1, spec_.data.decodeWorkers); ++i) {
    workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

StepBatch BatchSource::next() {
  MutexLock lock(mutex_);
  changed_.wait(lock, [this]() MACADAM_REQUIRES(mutex_) { return loaded_.contains(position_); });
  Loaded loaded = std::move(loaded_.extract(position_).mapped());
  ++position_;
  lock.unlock();
  changed_.notify_all();
  if (auto* failure = std::get_if<std::exception_ptr>(&loaded)) std::rethrow_exception(*failure);
  return std::get<StepBatch>(std::move(loaded));
}

void BatchSource::work(const std::stop_token& stop) {
  keepOpenCvOnCallingThread();
  at::set_num_threads(1);
  for (;;) {
    std::int64_t iteration = 0;
    {
      MutexLock lock(mutex_);
      const auto hasRoom = [this]() MACADAM_REQUIRES(mutex_) { return claimed_ < position_ + kBatchesAhead; };
      if (!changed_.wait(lock, stop, hasRoom)) return;
      iteration = claimed_++;
    }
    Loaded loaded;
    try {
      loaded = load(iteration);
    } catch (...) {
      loaded = std::current_exception();
    }
    {
      const MutexLock lock(mutex_);
      loaded_.insert_or_assign(iteration, std::move(loaded));
    }
    changed_.notify_all();
  }
}

StepBatch BatchSource::load(std::int64_t iteration) const {
  const auto crops = [&](const std::vector<Sample>& samples, const EpochOrder& order, const char* half, int batch) {
    Crops result;
    for (int i = 0; i < batch; ++i) {
      const EpochOrder::Draw drawn = order.at(static_cast<std::uint64_t>(iteration * batch + i));
      const Sample& sample = samples[drawn.index];
      addCrop(result, *images_.tile(sample), spec_,
              RandomStream(spec_.seed, "augment " + stream_ + " " + half, {drawn.epoch, drawn.index}));
    }
    return result;
  };

  const Crops labelled = crops(labelled_, *labelledOrder_, "labelled", spec_.schedule.labelledBatch);
  StepBatch batch{.labelledImages = torch::stack(labelled.images),
                  .labels = torch::stack(labelled.labels).to(torch::kLong)};
  if (contents_ == BatchContents::LabelledAndUnlabelled) {
    const Crops unlabelled = crops(unlabelled_, *unlabelledOrder_, "unlabelled", spec_.schedule.unlabelledBatch);
    batch.unlabelledImages = torch::stack(unlabelled.images);
    batch.unlabelledValid = torch::stack(unlabelled.valid);
    batch.hiddenLabels = torch::stack(unlabelled.labels).to(torch::kLong);
  }
  return batch;
}

void BatchSource::stopWorkers() {
  for (std::jthread& worker : workers_) worker.request_stop();
  workers_.clear();
}

EvaluationSource::EvaluationSource(std::vector<Sample> samples, ImageStore& images)
    : samples_(std::move(samples)), images_(images) {}

EvaluationTile EvaluationSource::tile(std::int64_t index) {
  const Sample& sample = samples_[static_cast<std::size_t>(index)];
  const std::shared_ptr<const Tile> decoded = images_.tile(sample);
  const cv::Mat label = maskOfNewPart(decoded->mask, sample);
  EvaluationTile tile{.id = sample.id, .image = toImageTensor(decoded->image), .label = toLabelTensor(label)};
  if (!decoded->noData.empty()) tile.noData = toLabelTensor(decoded->noData).ne(0);
  return tile;
}

}  // namespace macadam
