#include "ui/compare/predictions.h"

#include "ui/compare/prediction_worker.h"

#include <QMetaObject>
#include <QPointer>
#include <utility>

namespace macadam {

Predictions::Predictions(EngineAccess engine, std::filesystem::path folder, std::shared_ptr<const Dataset> dataset,
                         std::shared_ptr<ImageStore> pictures, QObject* parent)
    : QObject(parent) {
  // Queued to this object, and dropped by Qt when it has gone: the thread ends before that.
  PredictionWorker::Listener listener{
      .ready =
          [this](Prediction prediction) {
            QMetaObject::invokeMethod(
                this, [this, prediction = std::move(prediction)] { Q_EMIT ready(prediction); }, Qt::QueuedConnection);
          },
      .progress =
          [this](int done, int total) {
            QMetaObject::invokeMethod(
                this, [this, done, total] { Q_EMIT scoringProgress(done, total); }, Qt::QueuedConnection);
          }};
  worker_ = std::make_unique<PredictionWorker>(std::move(engine), std::move(folder), std::move(dataset),
                                               std::move(pictures), std::move(listener));
}

Predictions::~Predictions() {
  worker_.reset();
}

void Predictions::show(std::vector<PredictionTask> tasks) {
  worker_->replace(PredictionWorker::Queue::InSight, std::move(tasks));
}

void Predictions::collect(std::vector<PredictionTask> tasks) {
  worker_->replace(PredictionWorker::Queue::Export, std::move(tasks));
}

void Predictions::scoreAll(std::vector<PredictionTask> tasks) {
  if (!tasks.empty()) Q_EMIT scoringProgress(0, static_cast<int>(tasks.size()));
  worker_->replace(PredictionWorker::Queue::Table, std::move(tasks));
}

void Predictions::cancelScoring() {
  worker_->replace(PredictionWorker::Queue::Table, {});
  Q_EMIT scoringProgress(0, 0);
}

void Predictions::recall(std::vector<PredictionTask> tasks) {
  worker_->replace(PredictionWorker::Queue::Cached, std::move(tasks));
}

void Predictions::keepOnly(std::set<std::string> runs) {
  worker_->keepOnly(std::move(runs));
}

void Predictions::setThreads(int threads) {
  worker_->setThreads(threads);
}

}  // namespace macadam
