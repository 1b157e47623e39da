#include "image/raster.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_canvas.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/scene_pyramid.h"
#include "ui/compare/tile_export.h"
#include "ui/compare/tile_panel.h"
#include "ui/jobs/problem_list.h"

#include <QFileInfo>
#include <QLabel>
#include <QMetaObject>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

QString words(const QList<Problem>& problems) {
  QStringList lines;
  for (const Problem& problem : problems) lines.append(QString::fromStdString(describe(problem)));
  return lines.join(' ');
}

QString words(const Error& error) {
  return words(problemsOf(error));
}

}  // namespace

void ComparePage::chooseTile(const std::string& id) {
  const auto& samples = tiles_->table().samples();
  const auto sample = std::ranges::find(samples, id, &Sample::id);
  if (sample != samples.end() && wantedSample_ != id) showSample(*sample);
}

/// Runs `work` beside the window; what it gives runs in the UI thread, unless another picture was chosen meanwhile.
void ComparePage::load(std::function<std::function<void()>()> work) {
  const int generation = ++generation_;
  loader_.clear();
  loader_.start([this, generation, work = std::move(work)] {
    QMetaObject::invokeMethod(
        this,
        [this, generation, show = work()] {
          if (generation == generation_) show();
        },
        Qt::QueuedConnection);
  });
}

void ComparePage::showSample(const Sample& sample) {
  wantedSample_ = sample.id;
  load([this, store = store_, sample]() -> std::function<void()> {
    try {
      return [this, sample, tile = store->tile(sample)] {
        begin(sample);
        showTile(tile);
      };
    } catch (const Error& error) {
      return [this, sample, text = words(error)] {
        begin(sample);
        showProblem(text);
      };
    }
  });
}

/// From here on all that is shown is of this picture.
void ComparePage::begin(const Sample& sample) {
  sample_ = sample;
  scene_.reset();
  problem_.clear();
  failures_.clear();
}

void ComparePage::openPicture(const QString& file) {
  const std::filesystem::path path = file.toStdString();
  wantedSample_ = path.string();
  load([this, path]() -> std::function<void()> {
    try {
      auto raster = std::make_shared<Raster>(path);
      return [this, path, raster] { showPicture(path, *raster); };
    } catch (const Error& error) {
      return [this, text = words(error)] { showProblem(text); };
    }
  });
}

void ComparePage::showPicture(const std::filesystem::path& file, Raster& raster) {
  const cv::Size size = raster.size();
  const Sample sample{.id = file.string(), .image = file, .width = size.width, .height = size.height};
  if (std::int64_t(size.width) * size.height <= Predictions::kLargestPicture) return showSample(sample);
  begin(sample);
  const bool showsAll = raster.hasOverviews();
  showScene(std::make_shared<ScenePyramid>(std::move(raster)));
  // Without overviews the whole file would have to be read to show all of it.
  if (!showsAll) camera_.lookAt({size.width / 2.0, size.height / 2.0}, 1.0);
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
    problem_ = words(problems);
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

void ComparePage::receive(const Prediction& prediction) {
  if (prediction.curve) tiles_->table().setCurve(prediction.sample, prediction.source, prediction.curve);
  if (tileExport_ && prediction.probability) {
    tileExport_->probabilities[TileExport::keyOf(prediction.sample, prediction.source)] = prediction.probability;
  }
  if (!sample_ || prediction.sample != sample_->id) return;
  const CompareSource* source = findSource(sources_, prediction.source);
  if (source == nullptr) return;
  if (prediction.probability) {
    failures_.erase(prediction.source);
    pictures_.add(source->id, source->kind, prediction.probability);
  } else {
    failures_[prediction.source] = words(prediction.problems);
  }
  showPanes();
}

std::shared_ptr<const PictureLayer> ComparePage::layerOf(const std::string& source) const {
  if (scene_) return scene_;
  if (auto picture = pictures_.picture(source)) return picture;
  return pictures_.picture("image");
}

QString ComparePage::noteOf(const CompareSource& source) const {
  if (!problem_.isEmpty()) return problem_;
  if (!sample_) return {};
  if (source.kind == SourceKind::Truth && !sample_->hasMask()) return tr("No ground truth for this picture");
  if (!source.isPredicted()) return {};
  if (scene_) return tr("Too large to be predicted here; macadam-cli predict does it");
  if (const auto failure = failures_.find(source.id); failure != failures_.end()) return failure->second;
  return pictures_.probability(source.id) ? QString() : tr("Predicting…");
}

void ComparePage::showPanes() {
  for (ComparePane* pane : grid_->panes()) showPane(*pane);
  showScores();
  showReadout();
}

void ComparePage::showPane(ComparePane& pane) {
  PaneCanvas& canvas = pane.canvas();
  const bool blinks = blinkedPane_ >= 0 && &pane == &grid_->current();
  const std::string& shown = blinks ? grid_->panes()[static_cast<std::size_t>(blinkedPane_)]->source() : pane.source();
  const CompareSource* source = findSource(sources_, shown);
  const PaneCanvas::Layer layer = layerOf(hidesOverlays_ ? "image" : shown);
  // Until the first picture of a tile is painted the last tile stays, so that nothing flickers from tile to tile.
  if (layer || !pictures_.tile()) canvas.setLayer(layer);
  const CompareSource* behind = findSource(sources_, pane.curtainSource());
  if (behind == nullptr || blinks || hidesOverlays_) {
    canvas.setCurtain(nullptr);
  } else {
    canvas.setCurtain(layerOf(behind->id), source == nullptr ? QString() : source->title, behind->title);
  }
  if (source == nullptr) return canvas.setNote(tr("This source is no longer there; choose another"));
  canvas.setNote(hidesOverlays_ ? QString() : blinks ? source->title : noteOf(*source));
}

void ComparePage::showScores() {
  for (ComparePane* pane : grid_->panes()) {
    const CompareSource* source = findSource(sources_, pane->source());
    std::optional<RoadMetrics> metrics;
    QString text;
    if (source != nullptr && sample_) {
      if (source->isScored()) metrics = tiles_->table().metrics(sample_->id, source->id);
      if (source->kind == SourceKind::Image) {
        text = tr("%1, %2 × %3")
                   .arg(QFileInfo(QString::fromStdString(sample_->id)).fileName())
                   .arg(sample_->width)
                   .arg(sample_->height);
      } else if (!source->group.isEmpty()) {
        text = source->group;
      }
    }
    pane->setScores(metrics, text);
  }
}

}  // namespace macadam
