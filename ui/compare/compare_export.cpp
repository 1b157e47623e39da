#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/grid_figure.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_canvas.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/tile_export.h"
#include "ui/compare/tile_panel.h"
#include "ui/project/project_document.h"
#include "ui/widgets/last_folder.h"

#include <QFileInfo>
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

/// The figure of some tiles, painted from their files; for the background.
GridFigure figureOf(
    const std::vector<Sample>& samples, const std::vector<CompareSource>& sources, ImageStore& store,
    const std::function<std::shared_ptr<const cv::Mat>(const Sample&, const CompareSource&)>& probability,
    const PaneLook& look) {
  GridFigure figure{.columns = static_cast<int>(sources.size()), .columnTitles = distinctTitles(sources)};
  figure.legend = legendFor(sources, look.view);
  for (const Sample& sample : samples) {
    const QString id = QString::fromStdString(sample.id);
    figure.rowTitles.append(id.mid(id.lastIndexOf('/') + 1));
    const auto tile = store.tile(sample);
    for (const CompareSource& source : sources) {
      const PaneContents contents{source.kind, tile, probability(sample, source)};
      GridCell cell{.image = toDrawable(renderPane(contents, look))};
      if (source.isScored() && contents.probability && sample.hasMask()) {
        cell.caption = scoreCaption(roadMetrics(ThresholdCurve(*contents.probability, tile->mask).at(look.threshold)),
                                    look.threshold);
      }
      figure.cells.append(std::move(cell));
    }
  }
  return figure;
}

}  // namespace

void ComparePage::askAndExport(const QString& title, const std::function<void(const QString&)>& write) {
  if (!sample_) return;
  QString file = LastFolder("exports", document_->parentFolder())
                     .chooseNewFile(this, title, tr("comparison.pdf"), tr("PDF (*.pdf);;PNG (*.png)"));
  if (file.isEmpty()) return;
  if (QFileInfo(file).suffix().isEmpty()) file += ".pdf";
  write(file);
}

GridFigure ComparePage::figureOfPanes() const {
  const std::vector<CompareSource> shown = shownSources();
  const QStringList titles = distinctTitles(shown);
  GridFigure figure{.columns = grid_->columns()};
  figure.legend = legendFor(shown, lookBar_->look().view);
  const QSize size = smallestCanvas();
  const PictureView view = camera_.view(size);
  const QRectF whole(view.toDevice({}), view.toDevice({double(fittedSize_.width()), double(fittedSize_.height())}));
  const QRect inSight = whole.toAlignedRect() & QRect({}, size);
  for (ComparePane* pane : grid_->panes()) {
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    pane->canvas().paintPicture(painter, view);
    painter.end();
    const auto source = std::ranges::find(shown, pane->source(), &CompareSource::id);
    GridCell cell{.image = inSight.isEmpty() ? picture : picture.copy(inSight)};
    if (source != shown.end()) {
      cell.title = titles[static_cast<int>(source - shown.begin())];
      if (source->isScored()) {
        cell.caption = scoreCaption(tiles_->table().metrics(sample_->id, source->id), lookBar_->look().threshold);
      }
    }
    figure.cells.append(std::move(cell));
  }
  return figure;
}

void ComparePage::exportPanes(const QString& file) {
  if (sample_) writeInBackground(figureOfPanes(), file);
}

void ComparePage::writeInBackground(GridFigure figure, const QString& file) {
  jobs_.startLong<bool>(
      tr("Writing %1").arg(QFileInfo(file).fileName()), this,
      [figure = std::move(figure), file](QPromise<bool>& promise) {
        writeFigure(figure, file);
        promise.addResult(true);
      },
      [this, file](bool) { Q_EMIT message(tr("Wrote %1").arg(file)); });
}

void ComparePage::exportTiles(const QString& file) {
  if (!predictions_) return;
  auto wanted = std::make_unique<TileExport>();
  wanted->file = file;
  wanted->samples = tiles_->selectedSamples();
  wanted->sources = shownSources();
  if (wanted->samples.empty()) return Q_EMIT message(tr("Select one or more tiles in the table first"));
  std::vector<CompareSource> predicted = wanted->sources;
  std::erase_if(predicted, [](const CompareSource& source) { return !source.isPredicted(); });
  std::vector<PredictionTask> tasks = tasksFor(wanted->samples, predicted);
  wanted->expected = tasks.size();
  tileExport_ = std::move(wanted);
  if (tasks.empty()) return finishTileExport(true);
  predictions_->scoreAll(std::move(tasks));
}

void ComparePage::finishTileExport(bool completed) {
  const std::shared_ptr<const TileExport> ready = std::exchange(tileExport_, nullptr);
  if (!completed) {
    return Q_EMIT message(tr("Nothing was exported: some predictions are missing. The panes say what is wrong."));
  }
  jobs_.startLong<bool>(
      tr("Writing %1").arg(QFileInfo(ready->file).fileName()), this,
      [ready, store = store_, look = lookBar_->look()](QPromise<bool>& promise) {
        const auto probability = [&](const Sample& sample, const CompareSource& source) {
          const auto known = ready->probabilities.find(TileExport::keyOf(sample.id, source.id));
          return known == ready->probabilities.end() ? nullptr : known->second;
        };
        writeFigure(figureOf(ready->samples, ready->sources, *store, probability, look), ready->file);
        promise.addResult(true);
      },
      [this, ready](bool) { Q_EMIT message(tr("Wrote %1").arg(ready->file)); });
}

}  // namespace macadam
