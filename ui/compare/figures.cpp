#include "ui/compare/figures.h"

#include "ui/canvas/mip_picture.h"
#include "ui/canvas/picture_canvas.h"
#include "ui/compare/compare_model.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/score_table.h"
#include "ui/compare/tile_export.h"

#include <QPainter>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

QList<LegendEntry> legendFor(const std::vector<CompareSource>& sources, PredictionView view) {
  QList<LegendEntry> legend;
  if (std::ranges::any_of(sources, &CompareSource::isScored)) legend = legendOf(view);
  const auto disagrees = [](const CompareSource& source) { return source.kind == SourceKind::Disagreement; };
  if (std::ranges::any_of(sources, disagrees)) legend.append(disagreementScale());
  return legend;
}

QImage pictureOf(const PictureCanvas& canvas, const PictureView& view, QSize size) {
  QImage picture(size, QImage::Format_RGB32);
  picture.fill(Qt::white);
  QPainter painter(&picture);
  canvas.paintPicture(painter, view);
  if (canvas.hasCurtain()) canvas.paintDividerLine(painter, size);
  painter.end();
  return picture;
}

}  // namespace

GridFigure paneFigure(const PaneGrid& grid, const CompareModel& model, const ScoreTable& table,
                      const SharedCamera& camera, QSize picture) {
  const std::vector<CompareSource> shown = model.shown();
  const QStringList titles = distinctTitles(shown);
  const PaneLook& look = model.look();
  GridFigure figure{.columns = grid.columns()};
  figure.legend = legendFor(shown, look.view);
  const QSize size = grid.smallestCanvas();
  const PictureView view = camera.view(size);
  const QRectF whole(view.toDevice({}), view.toDevice({double(picture.width()), double(picture.height())}));
  const QRect inSight = whole.toAlignedRect() & QRect({}, size);
  for (ComparePane* pane : grid.panes()) {
    const QImage image = pictureOf(pane->canvas(), view, size);
    GridCell cell{.image = inSight.isEmpty() ? image : image.copy(inSight)};
    const std::string behind = pane->canvas().hasCurtain() ? pane->curtainSource() : std::string();
    QStringList names, scores;
    for (const std::string& id : {pane->source(), behind}) {
      const auto source = std::ranges::find(shown, id, &CompareSource::id);
      if (source == shown.end()) continue;
      names.append(titles[static_cast<int>(source - shown.begin())]);
      if (!source->isScored()) continue;
      scores.append(scoreCaption(table.metrics(model.sample()->id, source->id), look.threshold));
    }
    cell.title = names.join(" | ");  // left and right of the divider
    scores.removeAll({});
    cell.caption = scores.join(" | ");
    figure.cells.append(std::move(cell));
  }
  return figure;
}

GridFigure tileFigure(const TileExport& tiles, ImageStore& store) {
  const std::vector<CompareSource>& sources = tiles.sources();
  GridFigure figure{.columns = static_cast<int>(sources.size()), .columnTitles = distinctTitles(sources)};
  figure.legend = legendFor(sources, tiles.look().view);
  for (const Sample& sample : tiles.samples()) {
    const QString id = QString::fromStdString(sample.id);
    figure.rowTitles.append(id.mid(id.lastIndexOf('/') + 1));
    const auto tile = store.tile(sample);
    for (const CompareSource& source : sources) {
      const PaneContents contents{source.kind, tile, tiles.probability(sample, source)};
      GridCell cell{.image = toDrawable(renderPane(contents, tiles.look()))};
      if (source.isScored() && contents.probability && sample.hasMask()) {
        const ThresholdCurve curve(*contents.probability, tile->mask);
        cell.caption = scoreCaption(roadMetrics(curve.at(tiles.look().threshold)), tiles.look().threshold);
      }
      figure.cells.append(std::move(cell));
    }
  }
  return figure;
}

}  // namespace macadam
