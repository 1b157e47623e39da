#include "image/pixel_survey.h"
#include "image/raster.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_canvas.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/prediction_cache.h"
#include "ui/compare/scene_pyramid.h"
#include "ui/compare/tile_panel.h"
#include "ui/jobs/problem_list.h"

#include <algorithm>
#include <utility>

namespace macadam {
void ComparePage::chooseTile(const std::string& id) {
  const auto& samples = tiles_->table().samples();
  const auto sample = std::ranges::find(samples, id, &Sample::id);
  if (sample != samples.end() && wanted_.id != id) showSample(*sample);
}

void ComparePage::showSample(const Sample& sample) {
  wanted_ = sample;
  loader_.run([store = store_, sample] { return Loaded{.sample = sample, .tile = store->tile(sample)}; });
}

void ComparePage::openPicture(const QString& file) {
  wanted_ = {.id = file.toStdString()};
  tiles_->deselect();
  loader_.run([store = store_, path = std::filesystem::path(file.toStdString())]() -> Loaded {
    const PixelReading reading = surveyPixels({path}).reading;
    auto raster = std::make_shared<Raster>(path, reading);
    const cv::Size size = raster->size();
    const Sample sample{
        .id = path.string(), .image = path, .pixels = reading, .width = size.width, .height = size.height};
    if (std::int64_t(size.width) * size.height <= Predictions::kLargestPicture)
      return {sample, store->tile(sample), {}};
    return {sample, {}, std::move(raster)};
  });
}

/// From here on all that is shown is of this picture.
void ComparePage::begin(std::optional<Sample> sample) {
  sample_ = std::move(sample);
  scene_.reset();
  problem_.clear();
  failures_.clear();
}

void ComparePage::showLoaded(const Loaded& loaded) {
  begin(loaded.sample);
  if (loaded.tile) return showTile(loaded.tile);
  const bool showsAll = loaded.raster->hasOverviews();
  showScene(std::make_shared<ScenePyramid>(std::move(*loaded.raster)));
  // Without overviews the whole file would have to be read to show all of it.
  if (!showsAll) camera_.lookAt({loaded.sample.width / 2.0, loaded.sample.height / 2.0}, 1.0);
}

void ComparePage::showTile(std::shared_ptr<const Tile> tile) {
  const QSize size(tile->image.cols, tile->image.rows);
  pictures_.setTile(std::move(tile));
  pictures_.add("image", SourceKind::Image);
  fitNewSize(size);
  requestPredictions();
  showPanes();
}

void ComparePage::showScene(std::shared_ptr<ScenePyramid> scene) {
  pictures_.setTile(nullptr);
  scene_ = std::move(scene);
  const auto redraw = [this] {
    for (ComparePane* pane : grid_->panes()) pane->canvas().update();
    showReadout();
  };
  connect(scene_.get(), &ScenePyramid::changed, this, redraw);
  connect(scene_.get(), &ScenePyramid::failed, this, [this](const QList<Problem>& problems) {
    problem_ = problemText(problems);
    showPanes();
  });
  if (predictions_) predictions_->show({});
  fittedSize_ = {};
  fitNewSize(scene_->size());
  showPanes();
}

void ComparePage::showProblem(const QString& text) {
  scene_.reset();
  pictures_.setTile(nullptr);
  problem_ = text;
  showPanes();
}

void ComparePage::requestPredictions() {
  if (!sample_ || scene_ || !predictions_) return;
  std::vector<CompareSource> wanted;
  for (const CompareSource& source : shownSources()) {
    pictures_.add(source.id, source.kind);
    if (source.isPredicted() && !pictures_.probability(source.id)) wanted.push_back(source);
  }
  predictions_->show(tasksFor({*sample_}, wanted));
}

/// Forgets what is known of a source by other checkpoints than these, so that scores and pictures of two are never
/// shown together. @returns whether there was such.
bool ComparePage::takeCheckpoint(const std::string& source, const std::string& stamp) {
  const auto [known, isFirst] = checkpoints_.try_emplace(source, stamp);
  if (isFirst || std::exchange(known->second, stamp) == stamp) return false;
  tiles_->table().forgetCurvesOf(source);
  pictures_.forgetProbability(source);
  failures_.erase(source);
  return true;
}

void ComparePage::takeCheckpoints() {
  for (const CompareSource& source : sources_) {
    if (checkpoints_.contains(source.id)) takeCheckpoint(source.id, checkpointStamp(source));
  }
}

void ComparePage::receive(const Prediction& prediction) {
  const bool isOfNewCheckpoint = takeCheckpoint(prediction.source, prediction.checkpoint);
  if (prediction.curve) tiles_->table().setCurve(prediction.sample, prediction.source, prediction.curve);
  feedExports(prediction);
  if (!sample_) return;
  if (prediction.sample != sample_->id) {
    if (!isOfNewCheckpoint) return;
    requestPredictions();
    return showPanes();
  }
  const CompareSource* source = findSource(sources_, prediction.source);
  if (source == nullptr) return;
  if (prediction.probability) {
    failures_.erase(prediction.source);
    pictures_.add(source->id, source->kind, prediction.probability);
  } else {
    failures_[prediction.source] = problemText(prediction.problems);
  }
  showPanes();
}

}  // namespace macadam
