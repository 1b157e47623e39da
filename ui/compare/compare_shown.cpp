#include "ui/canvas/picture_canvas.h"
#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/tile_panel.h"
#include "ui/widgets/per_cent.h"

#include <QFileInfo>
#include <QLocale>

namespace macadam {

void ComparePage::addPane() {
  if (grid_->panes().size() >= PaneGrid::kMostPanes) {
    return Q_EMIT message(tr("There are %1 panes, the most: close one first").arg(PaneGrid::kMostPanes));
  }
  grid_->addPane(nextSource(sources_, grid_->shownSources()));
}

void ComparePage::closePane() {
  if (grid_->panes().size() == 1) return Q_EMIT message(tr("The last pane stays"));
  grid_->removePane(&grid_->current());
}

std::shared_ptr<const PictureLayer> ComparePage::layerOf(const std::string& source) const {
  if (scene_) return scene_;
  if (auto picture = pictures_.picture(source)) return picture;
  return pictures_.picture("image");
}

QString ComparePage::noteOf(const CompareSource& source) const {
  if (!source.isAvailable()) return source.unavailable;
  if (!problem_.isEmpty()) return problem_;
  if (!sample_) return {};
  if (const QString failure = pictures_.failure(source.id); !failure.isEmpty()) return failure;
  if (source.kind == SourceKind::Truth && !sample_->hasMask()) {
    return truthNote_.isEmpty() ? tr("No ground truth for this picture") : truthNote_;
  }
  if (!source.isPredicted()) return {};
  if (scene_) return tr("Too large to be predicted in sight: choose Predict and save");
  if (const auto failure = failures_.find(source.id); failure != failures_.end()) return failure->second;
  return pictures_.probability(source.id) ? QString() : tr("Predicting…");
}

void ComparePage::showPanes() {
  for (ComparePane* pane : grid_->panes()) showPane(*pane);
  showScores();
  showReadout();
}

void ComparePage::showPane(ComparePane& pane) {
  PictureCanvas& canvas = pane.canvas();
  const bool blinks = blinkedPane_ >= 0 && &pane == &grid_->current();
  const std::string& shown = blinks ? grid_->panes()[static_cast<std::size_t>(blinkedPane_)]->source() : pane.source();
  const CompareSource* source = findSource(sources_, shown);
  const PictureCanvas::Layer layer = layerOf(hidesOverlays_ ? "image" : shown);
  // Until the first picture of a tile is painted the last tile stays, so that nothing flickers from tile to tile.
  if (layer || !pictures_.tile()) canvas.setLayer(layer);
  const CompareSource* behind = findSource(sources_, pane.curtainSource());
  if (behind == nullptr || blinks || hidesOverlays_) {
    canvas.setCurtain(nullptr);
  } else {
    canvas.setCurtain(layerOf(behind->id), shortTitle(pane.source()), shortTitle(behind->id));
  }
  if (source == nullptr) return canvas.setNote(tr("This source is no longer there; choose another"));
  canvas.setNote(hidesOverlays_ ? QString() : blinks ? shortTitle(shown) : noteOf(*source));
}

/// Of the chosen pane's network, else of the first that has scores.
void ComparePage::useBestThreshold() {
  const std::vector<CompareSource> scored = scoredSources();
  if (scored.empty()) return Q_EMIT message(tr("Choose a network in a pane first"));
  const CompareSource* chosen = findSource(scored, grid_->current().source());
  const CompareSource& source = chosen != nullptr ? *chosen : scored.front();
  const auto best = tiles_->table().bestThreshold(source.id);
  if (!best) return Q_EMIT message(tr("None of the listed tiles is scored yet: choose Score all tiles first"));
  bestThreshold_ = best->step;
  bestSource_ = source.id;
  lookBar_->setThreshold(best->step);
  const QString value = QLocale().toString(double(best->step) / kThresholdSteps, 'f', 3);
  const QString note = best->tiles == 1
                           ? tr("Threshold %1 has the best IoU, %2, of %3 on the one scored tile. Chosen on this "
                                "tile, it flatters its score.")
                           : tr("Threshold %1 has the best IoU, %2, of %3 on the %n scored tiles. Chosen on these "
                                "tiles, it flatters their scores.",
                                nullptr, best->tiles);
  tiles_->setThresholdNote(note.arg(value, perCentText(best->iou), source.title + " (" + source.group + ")"));
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
      } else if (source->kind == SourceKind::Truth) {
        text = sample_->hasMask() ? truthNote_ : QString();
      } else if (source->isScored() && !sample_->hasMask() && !scene_) {
        text = lookBar_->look().view == PredictionView::Errors ? tr("No ground truth: road is shown, not errors")
                                                               : tr("No ground truth, so no scores");
      } else if (!source->group.isEmpty()) {
        text = source->group;
      }
    }
    pane->setScores(metrics, text);
  }
}

}  // namespace macadam
