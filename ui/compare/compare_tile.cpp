#include "data/mask_beside.h"
#include "image/pixel_survey.h"
#include "image/raster.h"
#include "ui/canvas/picture_canvas.h"
#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/prediction_cache.h"
#include "ui/compare/tile_panel.h"
#include "ui/jobs/problem_list.h"
#include "ui/project/project_document.h"

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
  if (document_ == nullptr)
    return Q_EMIT message(tr("Open a project first: its networks are what pictures are shown with"));
  wanted_ = {.id = file.toStdString()};
  tiles_->deselect();
  loader_.run([store = store_, path = std::filesystem::path(file.toStdString()), dataset = document_->dataset()] {
    return load(*store, path, *dataset);
  });
}

/// A picture of the project keeps the truth that it has there; any other may have its mask beside it.
ComparePage::Loaded ComparePage::load(ImageStore& store, const std::filesystem::path& picture, const Dataset& dataset) {
  const auto known = std::ranges::find(dataset.samples, picture, &Sample::image);
  const bool isKnown = known != dataset.samples.end();
  const PixelReading reading = isKnown ? known->pixels : surveyPixels({picture}).reading;
  auto raster = std::make_shared<Raster>(picture, reading);
  const cv::Size size = raster->size();
  Loaded loaded{
      .sample = {
          .id = picture.string(), .image = picture, .pixels = reading, .width = size.width, .height = size.height}};
  if (std::int64_t(size.width) * size.height > Predictions::kLargestPicture) {
    loaded.raster = std::move(raster);
    return loaded;
  }
  try {
    if (isKnown) {
      loaded.sample.mask = known->mask;
      loaded.sample.maskRule = known->maskRule;
      if (known->hasMask()) loaded.truthNote = tr("Ground truth as in the project");
    } else if (const auto found = maskBeside(picture)) {
      loaded.sample.mask = found->file;
      loaded.sample.maskRule = found->reading;
      loaded.truthNote =
          tr("Ground truth found: %1; %2")
              .arg(QString::fromStdString(found->file.string()), QString::fromStdString(found->sentence));
    }
  } catch (...) {
    QList<Problem> problems = caughtProblems(picture.string());
    for (Problem& problem : problems) problem.remedy.clear();  // it is for a data set's masks
    loaded.truthNote = tr("Ground truth not used: %1").arg(problemText(problems));
  }
  loaded.tile = store.tile(loaded.sample);
  return loaded;
}

/// From here on all that is shown is of this picture.
void ComparePage::begin(std::optional<Sample> sample) {
  sample_ = std::move(sample);
  scene_.reset();
  problem_.clear();
  truthNote_.clear();
  failures_.clear();
}

void ComparePage::showLoaded(const Loaded& loaded) {
  begin(loaded.sample);
  truthNote_ = loaded.truthNote;
  if (!truthNote_.isEmpty()) Q_EMIT message(truthNote_);
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
    for (ComparePane* pane : grid_->panes()) pane->canvas().refresh();
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

/// What was counted against the former labels is forgotten, also where it is on its way; what the networks predict
/// stays.
void ComparePage::takeEdits(const std::vector<std::string>& samples) {
  std::vector<std::string> edited = samples;
  const bool isFile = showsPictureFile();
  const auto isShown = [&](const std::string& id) {
    return isFile ? document_->dataset()->find(id)->image.string() == wanted_.id : id == wanted_.id;
  };
  const bool showsEdited = std::ranges::any_of(samples, isShown);
  if (isFile && showsEdited) edited.push_back(wanted_.id);
  for (const std::string& id : edited) {
    ++editions_[id];
    tiles_->table().forgetCurvesOn(id);
    const Sample* sample = document_->dataset()->find(id);
    if (sample_ && sample_->id == id && sample != nullptr) sample_ = *sample;
  }
  refreshTiles();
  if (!showsEdited) return;
  if (isFile) return openPicture(QString::fromStdString(wanted_.id));
  showSample(*document_->dataset()->find(wanted_.id));
}

int ComparePage::labelsOf(const std::string& sample) const {
  const auto edited = editions_.find(sample);
  return edited == editions_.end() ? 0 : edited->second;
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
  if (source == bestSource_) tiles_->setThresholdNote({});
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
  if (prediction.curve && prediction.labels == labelsOf(prediction.sample)) {
    const bool isNew = !tiles_->table().isKnown(prediction.sample, prediction.source);
    if (isNew && prediction.source == bestSource_) tiles_->setThresholdNote({});
    tiles_->table().setCurve(prediction.sample, prediction.source, prediction.curve);
  }
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
