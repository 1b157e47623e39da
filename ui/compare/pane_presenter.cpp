#include "ui/compare/pane_presenter.h"

#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/compare_model.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/held_keys.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/pane_pictures.h"
#include "ui/compare/score_table.h"

#include <QLocale>
#include <QRect>
#include <QStringList>
#include <cmath>

namespace macadam {
namespace {

QString labelWord(int label) {
  if (label == kIgnore) return PanePresenter::tr("truth not counted");
  return label == 1 ? PanePresenter::tr("truth road") : PanePresenter::tr("truth background");
}

}  // namespace

PictureCanvas::Layer PanePresenter::layerOf(const std::string& source) const {
  if (scene_) return scene_;
  if (auto picture = pictures_.picture(source)) return picture;
  return pictures_.picture("image");
}

void PanePresenter::showPanes() {
  for (ComparePane* pane : grid_.panes()) showPane(*pane);
}

void PanePresenter::showPane(ComparePane& pane) {
  PictureCanvas& canvas = pane.canvas();
  const int blinked = keys_.blinkedPane();
  const bool blinks = blinked >= 0 && &pane == &grid_.current();
  const bool hidesOverlays = keys_.hidesOverlays();
  const std::string& shown = blinks ? grid_.panes()[static_cast<std::size_t>(blinked)]->source() : pane.source();
  const CompareSource* source = model_.find(shown);
  const PictureCanvas::Layer layer = layerOf(hidesOverlays ? "image" : shown);
  // Until the first picture of a tile is painted the last tile stays, so that nothing flickers from tile to tile.
  if (layer || !pictures_.tile()) canvas.setLayer(layer);
  const CompareSource* behind = model_.find(pane.curtainSource());
  if (behind == nullptr || blinks || hidesOverlays) {
    canvas.setCurtain(nullptr);
  } else {
    canvas.setCurtain(layerOf(behind->id), model_.shortTitle(pane.source()), model_.shortTitle(behind->id));
  }
  if (source == nullptr) return canvas.setNote(tr("This source is no longer there; choose another"));
  if (hidesOverlays) return canvas.setNote({});
  const bool isPredicted = pictures_.probability(source->id) != nullptr;
  canvas.setNote(blinks ? model_.shortTitle(shown)
                        : model_.noteOf(*source, pictures_.failure(source->id), isPredicted));
}

void PanePresenter::showScores() {
  for (ComparePane* pane : grid_.panes()) {
    const CompareSource* source = model_.find(pane->source());
    const auto& sample = model_.sample();
    std::optional<RoadMetrics> metrics;
    if (source != nullptr && sample && source->isScored()) metrics = table_.metrics(sample->id, source->id);
    pane->setScores(metrics, source == nullptr ? QString() : model_.lineOf(*source));
  }
}

QString PanePresenter::readout(std::optional<QPointF> pointer) const {
  const QString hint = tr("Hold 1–9 to see that pane’s source in the chosen pane, H or Space to hide overlays");
  const auto& sample = model_.sample();
  if (!pointer || !sample) return hint;
  const QPoint at(static_cast<int>(std::floor(pointer->x())), static_cast<int>(std::floor(pointer->y())));
  if (!QRect(0, 0, sample->width, sample->height).contains(at)) return hint;
  QStringList parts{tr("x %1, y %2").arg(at.x()).arg(at.y())};
  std::optional<QColor> colour;
  if (scene_) colour = scene_->colourAt(at);
  const std::shared_ptr<const Tile>& tile = pictures_.tile();
  const bool isInTile = tile && at.x() < tile->image.cols && at.y() < tile->image.rows;
  if (isInTile) {
    const auto rgb = tile->image.at<cv::Vec3b>(at.y(), at.x());
    colour = QColor(rgb[0], rgb[1], rgb[2]);
  }
  if (colour) parts.append(tr("RGB %1 %2 %3").arg(colour->red()).arg(colour->green()).arg(colour->blue()));
  if (isInTile && !tile->mask.empty()) parts.append(labelWord(tile->mask.at<uchar>(at.y(), at.x())));
  for (const CompareSource& source : model_.shown()) {
    const auto probability = pictures_.probability(source.id);
    if (!probability || !isInTile) continue;
    const double value = probability->at<std::uint16_t>(at.y(), at.x()) / double(kCertain);
    parts.append(model_.shortTitle(source.id) + " " + QLocale().toString(value, 'f', 3));
  }
  return parts.join("   ");
}

}  // namespace macadam
