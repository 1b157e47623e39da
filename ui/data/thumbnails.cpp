#include "ui/data/thumbnails.h"

#include "base/mutex.h"

#include <algorithm>
#include <set>
#include <utility>

namespace macadam {

/// Shared with the workers.
struct Thumbnails::Queue {
  mutable Mutex mutex;
  std::shared_ptr<const Dataset> dataset MACADAM_GUARDED_BY(mutex);
  std::vector<int> waiting MACADAM_GUARDED_BY(mutex);  ///< The most wanted last.
  std::set<int> reading MACADAM_GUARDED_BY(mutex);
  std::set<int> outdated MACADAM_GUARDED_BY(mutex);  ///< Of those, what has another mask since.
  int side MACADAM_GUARDED_BY(mutex) = 0;
  int workers MACADAM_GUARDED_BY(mutex) = 0;
  quint64 generation MACADAM_GUARDED_BY(mutex) = 0;  ///< Of the data set and the size.
};

Thumbnails::Thumbnails(qsizetype budgetBytes, int workers, QObject* parent)
    : QObject(parent), queue_(std::make_shared<Queue>()), cache_(budgetBytes) {
  pool_.setMaxThreadCount(std::max(1, workers));
  pool_.setThreadPriority(QThread::LowPriority);
  queue_->side = side_;
}

Thumbnails::~Thumbnails() {
  {
    const MutexLock lock(queue_->mutex);
    queue_->waiting.clear();
  }
  pool_.waitForDone();
}

void Thumbnails::setDataset(std::shared_ptr<const Dataset> dataset) {
  const MutexLock lock(queue_->mutex);
  queue_->dataset = std::move(dataset);
  queue_->waiting.clear();
  queue_->reading.clear();
  queue_->outdated.clear();
  ++queue_->generation;
  cache_.clear();
}

void Thumbnails::updateDataset(std::shared_ptr<const Dataset> dataset, const std::vector<int>& samples) {
  const MutexLock lock(queue_->mutex);
  queue_->dataset = std::move(dataset);
  for (const int sample : samples) {
    if (Entry* entry = cache_.object(sample)) entry->side = 0;
    if (queue_->reading.contains(sample)) queue_->outdated.insert(sample);
  }
}

void Thumbnails::setSide(int side) {
  if (side == side_) return;
  side_ = side;
  const MutexLock lock(queue_->mutex);
  queue_->side = side;
  queue_->waiting.clear();
  queue_->reading.clear();
  queue_->outdated.clear();
  ++queue_->generation;
}

const TilePicture* Thumbnails::find(int sample) const {
  const Entry* entry = cache_.object(sample);
  return entry == nullptr ? nullptr : &entry->picture;
}

void Thumbnails::startWorkers() MACADAM_REQUIRES(queue_->mutex) {
  const int useful = std::min(pool_.maxThreadCount(), static_cast<int>(queue_->waiting.size()));
  for (; queue_->workers < useful; ++queue_->workers) pool_.start([this] { work(); });
}

void Thumbnails::want(const std::vector<int>& samples) {
  const MutexLock lock(queue_->mutex);
  queue_->waiting.clear();
  if (!queue_->dataset) return;
  for (auto sample = samples.rbegin(); sample != samples.rend(); ++sample) {
    const Entry* entry = cache_.object(*sample);
    const bool isThere = entry != nullptr && entry->side == side_;
    if (!isThere && !queue_->reading.contains(*sample)) queue_->waiting.push_back(*sample);
  }
  startWorkers();
}

std::size_t Thumbnails::waiting() const {
  const MutexLock lock(queue_->mutex);
  return queue_->waiting.size() + queue_->reading.size();
}

void Thumbnails::work() {
  const std::shared_ptr<Queue> queue = queue_;
  MutexLock lock(queue->mutex);
  while (!queue->waiting.empty()) {
    const int sample = queue->waiting.back();
    queue->waiting.pop_back();
    queue->reading.insert(sample);
    const auto dataset = queue->dataset;
    const int side = queue->side;
    const quint64 generation = queue->generation;
    lock.unlock();
    Entry entry{readTilePicture(dataset->samples[static_cast<std::size_t>(sample)], side), side};
    QMetaObject::invokeMethod(
        this, [this, sample, entry = std::move(entry), generation] { keep(sample, entry, generation); });
    lock.lock();
  }
  --queue->workers;
}

void Thumbnails::keep(int sample, Entry entry, quint64 generation) {
  {
    const MutexLock lock(queue_->mutex);
    if (generation != queue_->generation) return;
    queue_->reading.erase(sample);
    if (queue_->outdated.erase(sample) > 0) {
      entry.side = 0;
      queue_->waiting.push_back(sample);
      startWorkers();
    }
  }
  const qsizetype bytes = entry.picture.bytes() + 1;
  cache_.insert(sample, new Entry(std::move(entry)), bytes);
  Q_EMIT ready(sample);
}

}  // namespace macadam
