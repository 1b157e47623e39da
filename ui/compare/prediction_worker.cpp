#include "ui/compare/prediction_worker.h"

#include "image/pixel_survey.h"
#include "predict/tiled_prediction.h"
#include "ui/jobs/problem_list.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <iterator>
#include <vector>

namespace macadam {
namespace {

constexpr CacheBudget kCacheBudget{.memory = 192u << 20, .disk = 1u << 30};
constexpr std::size_t kOpenNetworks = 3;
/// Up to this many pixels a picture passes whole, as when networks are evaluated, so that its scores agree with theirs.
constexpr std::int64_t kLargestWhole = 1600 * 1600;

/// Thrown to leave a prediction that nobody waits for any more.
struct Abandoned {};

cv::Mat mean(const std::vector<cv::Mat>& probabilities) {
  cv::Mat sum = probabilities.front().clone();
  for (std::size_t i = 1; i < probabilities.size(); ++i) sum += probabilities[i];
  return sum / static_cast<double>(probabilities.size());
}

/// How far the two lie apart that agree least.
cv::Mat difference(const std::vector<cv::Mat>& probabilities) {
  cv::Mat least = probabilities.front().clone(), most = probabilities.front().clone();
  for (const cv::Mat& probability : probabilities) {
    cv::min(least, probability, least);
    cv::max(most, probability, most);
  }
  return most - least;
}

}  // namespace

PredictionWorker::PredictionWorker(EngineAccess engine, std::filesystem::path folder,
                                   std::shared_ptr<const Dataset> dataset, std::shared_ptr<ImageStore> pictures,
                                   Listener listener)
    : engine_(std::move(engine)),
      dataset_(std::move(dataset)),
      pictures_(std::move(pictures)),
      listener_(std::move(listener)),
      cache_(std::move(folder), kCacheBudget),
      thread_([this](const std::stop_token& quit) { loop(quit); }) {}

PredictionWorker::~PredictionWorker() = default;

void PredictionWorker::replace(Queue queue, std::vector<PredictionTask> tasks) {
  {
    const MutexLock lock(mutex_);
    queues_[static_cast<std::size_t>(queue)].assign(std::make_move_iterator(tasks.begin()),
                                                    std::make_move_iterator(tasks.end()));
    if (queue == Queue::Table) {
      ++batch_;
      tableDone_ = 0;
      tableTotal_ = static_cast<int>(tasks.size());
    }
  }
  wake_.notify_one();
}

void PredictionWorker::loop(const std::stop_token& quit) {
  while (waitForWork(quit)) {
    tidyCache();
    const std::optional<Next> next = take();
    if (!next) continue;
    try {
      if (std::optional<Prediction> prediction = perform(*next, quit)) listener_.ready(std::move(*prediction));
    } catch (const Abandoned&) {
      return;
    }
    finished(*next);
  }
}

void PredictionWorker::keepOnly(std::set<std::string> runs) {
  {
    const MutexLock lock(mutex_);
    runs_ = std::move(runs);
  }
  wake_.notify_one();
}

bool PredictionWorker::waitForWork(const std::stop_token& quit) {
  MutexLock lock(mutex_);
  return wake_.wait(lock, quit, [this]() MACADAM_REQUIRES(mutex_) {
    return runs_ || std::ranges::any_of(queues_, [](const auto& queue) { return !queue.empty(); });
  });
}

void PredictionWorker::tidyCache() {
  std::optional<std::set<std::string>> runs;
  {
    const MutexLock lock(mutex_);
    runs = std::exchange(runs_, std::nullopt);
  }
  if (runs) cache_.keepOnly(*runs);
}

std::optional<PredictionWorker::Next> PredictionWorker::take() {
  const MutexLock lock(mutex_);
  const auto queue = std::ranges::find_if(queues_, [](const auto& waiting) { return !waiting.empty(); });
  if (queue == queues_.end()) return std::nullopt;
  Next next{std::move(queue->front()), static_cast<Queue>(queue - queues_.begin()), batch_};
  queue->pop_front();
  return next;
}

void PredictionWorker::finished(const Next& next) {
  if (next.queue != Queue::Table) return;
  int done = 0, total = 0;
  {
    const MutexLock lock(mutex_);
    if (next.batch != batch_) return;  // cancelled or replaced in the meantime
    done = ++tableDone_;
    total = tableTotal_;
  }
  listener_.progress(done, total);
  if (done == total) listener_.progress(0, 0);
}

std::optional<Prediction> PredictionWorker::perform(const Next& next, const std::stop_token& quit) {
  const PredictionTask& task = next.task;
  Prediction prediction{.sample = task.sample.id, .source = task.source.id, .labels = task.labels};
  try {
    prediction.checkpoint = checkpointStamp(task.source);
    const std::optional<cv::Mat> probability = combined(task, next.queue != Queue::Cached, quit);
    if (!probability) return std::nullopt;
    if (task.source.isScored() && task.sample.hasMask()) {
      prediction.curve = std::make_shared<const ThresholdCurve>(*probability, pictures_->tile(task.sample)->mask);
    }
    prediction.probability = std::make_shared<const cv::Mat>(*probability);
  } catch (const Abandoned&) {
    throw;
  } catch (...) {
    if (next.queue == Queue::Cached) return std::nullopt;
    prediction.problems = caughtProblems(task.sample.id);
  }
  return prediction;
}

std::optional<cv::Mat> PredictionWorker::combined(const PredictionTask& task, bool mayPredict,
                                                  const std::stop_token& quit) {
  std::vector<cv::Mat> probabilities;
  for (const NetworkSource& network : task.source.networks) {
    std::optional<cv::Mat> probability = ofNetwork(network, task.sample, mayPredict, quit);
    if (!probability || task.source.kind == SourceKind::Network) return probability;
    probabilities.push_back(*std::move(probability));
  }
  return task.source.kind == SourceKind::Mean ? mean(probabilities) : difference(probabilities);
}

std::optional<cv::Mat> PredictionWorker::ofNetwork(const NetworkSource& network, const Sample& sample, bool mayPredict,
                                                   const std::stop_token& quit) {
  const std::filesystem::path file = predictionFile(network, sample);
  if (std::optional<cv::Mat> kept = cache_.find(file);
      kept && kept->cols == sample.width && kept->rows == sample.height) {
    return kept;
  }
  if (!mayPredict) return std::nullopt;
  if (std::int64_t(sample.width) * sample.height > Predictions::kLargestPicture) {
    throw Error(sample.image.filename().string(), "is too large to be predicted here",
                "choose Predict and save, and open what it writes");
  }
  RoadPredictor& predictor = open(network, file.parent_path().string());
  const std::shared_ptr<const Tile> tile = pictures_->tile(readAsTrained(sample, predictor.reading()));
  cv::Mat probability = toStoredProbability(predict(predictor, tile->image, quit));
  if (!tile->noData.empty()) probability.setTo(0.0, tile->noData);
  try {
    cache_.keep(file, probability);
  } catch (const Error&) {
    // A full or read-only disk costs the next session the time of a prediction, nothing more.
  }
  return probability;
}

Sample PredictionWorker::readAsTrained(Sample sample, const PixelReading& trained) {
  if (std::ranges::find(dataset_->samples, sample.image, &Sample::image) == dataset_->samples.end()) {
    const PixelSurvey here = surveyPixels({sample.image}, trained.bands);
    if (here.deepPictures > 0 || sample.pixels.bands != trained.bands) {
      sample.pixels = readingOfRun(trained, here).reading;
    }
    return sample;
  }
  const bool looksOtherwise = dataset_->pixels.deepPictures > 0 || sample.pixels.bands != trained.bands;
  if (!looksOtherwise || sample.pixels == trained) return sample;
  const std::string key = toText(trained);
  const auto known = readings_.find(key);
  sample.pixels = known != readings_.end()
                      ? known->second
                      : readings_.emplace(key, readingOfRun(trained, *dataset_).reading).first->second;
  return sample;
}

cv::Mat PredictionWorker::predict(RoadPredictor& predictor, const cv::Mat& rgb, const std::stop_token& quit) {
  if (std::int64_t(rgb.cols) * rgb.rows <= kLargestWhole) return predictor.predict(rgb);
  cv::Mat probability(rgb.size(), CV_32FC1);
  const PictureSource source{rgb.size(), [&rgb](const Window& window) {
                               return rgb(cv::Rect(window.x, window.y, window.width, window.height)).clone();
                             }};
  const auto write = [&probability](int top, const cv::Mat& rows) {
    rows.copyTo(probability.rowRange(top, top + rows.rows));
  };
  if (!predictTiled(
          source, [&](const cv::Mat& tile) { return predictor.predict(tile); }, write, predictor.tiling(), {}, quit)) {
    throw Abandoned{};
  }
  return probability;
}

RoadPredictor& PredictionWorker::open(const NetworkSource& network, const std::string& key) {
  const auto known = std::ranges::find(open_, key, &OpenNetwork::key);
  if (known != open_.end()) {
    std::rotate(open_.begin(), known, known + 1);
    return *open_.front().predictor;
  }
  if (open_.size() >= kOpenNetworks) open_.pop_back();
  open_.insert(open_.begin(),
               {key, engine_().openPredictor(weightsOf(network), network.network, DeviceSpec{}, threads_)});
  return *open_.front().predictor;
}

}  // namespace macadam
