#include "ui/compare/prediction_feed.h"

#include "ui/compare/compare_model.h"
#include "ui/compare/figure_exports.h"
#include "ui/compare/pane_pictures.h"
#include "ui/compare/prediction_cache.h"
#include "ui/compare/tile_panel.h"
#include "ui/jobs/problem_list.h"
#include "ui/project/project_document.h"

#include <set>
#include <utility>
#include <vector>

namespace macadam {
namespace {

/// Those that have a part in the cache of predictions.
std::set<std::string> cacheFoldersOf(const std::vector<RunRecord>& runs, const std::vector<CompareSource>& sources) {
  std::set<std::string> folders;
  for (const RunRecord& run : runs) folders.insert(cacheFolderOf(run.folder.path()));
  for (const CompareSource& source : sources) {
    for (const NetworkSource& network : source.networks) folders.insert(cacheFolderOf(network.run));
  }
  return folders;
}

}  // namespace

PredictionFeed::PredictionFeed(CompareModel& model, PanePictures& pictures, TilePanel& tiles, FigureExports& exports,
                               QObject* parent)
    : QObject(parent), model_(model), pictures_(pictures), tiles_(tiles), exports_(exports) {
  connect(&exports_, &FigureExports::progressed, this, &PredictionFeed::showProgress);
}

PredictionFeed::~PredictionFeed() = default;

void PredictionFeed::close() {
  exports_.setPredictions(nullptr);
  predictions_.reset();
  scored_ = {};
  showProgress();
}

void PredictionFeed::open(const EngineAccess& engine, const ProjectDocument& document,
                          std::shared_ptr<ImageStore> store) {
  predictions_ = std::make_unique<Predictions>(engine, document.project().folder / "cache" / "predictions",
                                               document.dataset(), std::move(store));
  exports_.setPredictions(predictions_.get());
  connect(predictions_.get(), &Predictions::ready, this, &PredictionFeed::receive);
  connect(predictions_.get(), &Predictions::scoringProgress, this, [this](int done, int total) {
    scored_ = {done, total};
    showProgress();
    if (total == 0) tiles_.sortAgain();
  });
}

void PredictionFeed::setThreads(int threads) {
  if (predictions_) predictions_->setThreads(threads);
}

void PredictionFeed::takeCheckpoints() {
  for (const CompareSource& source : model_.sources()) {
    if (model_.knowsCheckpoint(source.id)) takeCheckpoint(source.id, checkpointStamp(source));
  }
}

/// Forgets what is known of a source by other checkpoints than these, so that scores and pictures of two are never
/// shown together. @returns whether there was such.
bool PredictionFeed::takeCheckpoint(const std::string& source, const std::string& stamp) {
  if (!model_.takeCheckpoint(source, stamp)) return false;
  tiles_.table().forgetCurvesOf(source);
  if (source == model_.bestSource()) tiles_.setThresholdNote({});
  pictures_.forgetProbability(source);
  return true;
}

void PredictionFeed::showPicture() {
  if (!model_.sample() || model_.isLarge() || !predictions_) return;
  std::vector<CompareSource> wanted;
  for (const CompareSource& source : model_.shown()) {
    pictures_.add(source.id, source.kind);
    if (source.isPredicted() && !pictures_.probability(source.id)) wanted.push_back(source);
  }
  predictions_->show(model_.tasksFor({*model_.sample()}, wanted));
}

void PredictionFeed::showNone() {
  if (predictions_) predictions_->show({});
}

void PredictionFeed::recallScores() {
  std::vector<PredictionTask> unknown = model_.tasksFor(tiles_.samplesWithMasks(), model_.scored());
  std::erase_if(unknown,
                [this](const PredictionTask& task) { return tiles_.table().isKnown(task.sample.id, task.source.id); });
  if (predictions_) predictions_->recall(std::move(unknown));
}

void PredictionFeed::scoreAll() {
  if (predictions_) predictions_->scoreAll(model_.tasksFor(tiles_.samplesWithMasks(), model_.scored()));
}

void PredictionFeed::stop() {
  if (!predictions_) return;
  if (exports_.isEmpty()) return predictions_->cancelScoring();
  exports_.stop();
}

void PredictionFeed::keepOnly(const std::vector<RunRecord>& runs) {
  predictions_->keepOnly(cacheFoldersOf(runs, model_.sources()));
}

void PredictionFeed::receive(const Prediction& prediction) {
  const bool isOfNewCheckpoint = takeCheckpoint(prediction.source, prediction.checkpoint);
  if (prediction.curve && prediction.labels == model_.labelsOf(prediction.sample)) {
    const bool isNew = !tiles_.table().isKnown(prediction.sample, prediction.source);
    if (isNew && prediction.source == model_.bestSource()) tiles_.setThresholdNote({});
    tiles_.table().setCurve(prediction.sample, prediction.source, prediction.curve);
  }
  exports_.take(prediction);
  if (!model_.sample()) return;
  if (prediction.sample != model_.sample()->id) {
    if (!isOfNewCheckpoint) return;
    showPicture();
    return Q_EMIT panesOutdated();
  }
  const CompareSource* source = model_.find(prediction.source);
  if (source == nullptr) return;
  if (prediction.probability) {
    model_.clearFailure(source->id);
    pictures_.add(source->id, source->kind, prediction.probability);
  } else {
    model_.setFailure(source->id, problemText(prediction.problems));
  }
  Q_EMIT panesOutdated();
}

/// Exports come first, as they are predicted first.
void PredictionFeed::showProgress() {
  const bool exports = !exports_.isEmpty();
  const auto [done, total] = exports ? exports_.progress() : scored_;
  const QString stop = exports ? tr("Stop exporting (%1 of %2)") : tr("Stop scoring (%1 of %2)");
  tiles_.showProgress(stop.arg(done).arg(total), done, total);
}

}  // namespace macadam
