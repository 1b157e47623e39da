#include "ui/canvas/picture_canvas.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/grid_figure.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/predict_dialog.h"
#include "ui/compare/prediction_saver.h"
#include "ui/compare/tile_export.h"
#include "ui/compare/tile_panel.h"
#include "ui/project/project_document.h"
#include "ui/widgets/last_folder.h"

#include <QFileInfo>
#include <QPainter>
#include <algorithm>
#include <iterator>
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
GridFigure figureOf(const TileExport& tiles, ImageStore& store) {
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

}  // namespace

void ComparePage::askAndExport(const QString& title, const std::function<void(const QString&)>& write) {
  if (!sample_) return Q_EMIT message(tr("Nothing is shown yet that could be exported: choose a tile first"));
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
    const bool hasCurtain = pane->canvas().hasCurtain();
    if (hasCurtain) pane->canvas().paintDividerLine(painter, size);
    painter.end();
    GridCell cell{.image = inSight.isEmpty() ? picture : picture.copy(inSight)};
    QStringList names, scores;
    for (const std::string& id : {pane->source(), hasCurtain ? pane->curtainSource() : std::string()}) {
      const auto source = std::ranges::find(shown, id, &CompareSource::id);
      if (source == shown.end()) continue;
      names.append(titles[static_cast<int>(source - shown.begin())]);
      if (!source->isScored()) continue;
      scores.append(scoreCaption(tiles_->table().metrics(sample_->id, source->id), lookBar_->look().threshold));
    }
    cell.title = names.join(" | ");  // left and right of the divider
    scores.removeAll({});
    cell.caption = scores.join(" | ");
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
  std::vector<Sample> samples = tiles_->selectedSamples();
  if (samples.empty()) return Q_EMIT message(tr("Select one or more tiles in the table first"));
  exports_.push_back(std::make_shared<TileExport>(file, std::move(samples), shownSources(), lookBar_->look()));
  writeReadyExports();
  collectForExports();
}

void ComparePage::feedExports(const Prediction& prediction) {
  if (exports_.empty()) return;
  const std::size_t waiting = exports_.size();
  bool again = false;
  for (const auto& each : exports_) again = each->take(prediction) || again;
  writeReadyExports();
  if (again || exports_.size() < waiting) collectForExports();
  showProgress();
}

void ComparePage::writeReadyExports() {
  const auto isReady = [](const auto& each) { return each->isComplete() || !each->problems().empty(); };
  for (const auto& each : exports_) {
    if (isReady(each)) write(each);
  }
  std::erase_if(exports_, isReady);
}

void ComparePage::collectForExports() {
  std::vector<PredictionTask> missing;
  for (const auto& each : exports_) std::ranges::move(each->missing(), std::back_inserter(missing));
  predictions_->collect(std::move(missing));
  showProgress();
}

/// The picture that is shown and those selected, with the chosen pane's network, or mean of two, where it has one.
PredictDialog* ComparePage::askWhatToPredict() {
  if (document_ == nullptr) {
    Q_EMIT message(tr("Open a project first: its networks are what predicts"));
    return nullptr;
  }
  std::vector<CompareSource> networks;
  std::ranges::copy_if(sources_, std::back_inserter(networks), &CompareSource::isScored);
  if (networks.empty()) {
    Q_EMIT message(tr("No run has a trained network yet: train one first"));
    return nullptr;
  }
  std::vector<std::string> candidates{grid_->current().source()};
  std::ranges::copy(grid_->shownSources(), std::back_inserter(candidates));
  const auto chosen =
      std::ranges::find_if(candidates, [&](const std::string& id) { return findSource(networks, id) != nullptr; });
  auto* dialog =
      new PredictDialog(planThreads_, networks, chosen == candidates.end() ? networks.front().id : *chosen,
                        offersOf(sample_, tiles_->selectedSamples()), document_->project().folder / "predictions",
                        double(lookBar_->look().threshold) / kThresholdSteps, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    FilePrediction wanted = dialog->prediction();
    wanted.threads = controller_.state() == TrainingState::Idle ? 0 : 1;
    saver_->start(std::move(wanted));
  });
  dialog->open();
  return dialog;
}

/// Or tells why it cannot be written.
void ComparePage::write(std::shared_ptr<const TileExport> ready) {
  jobs_.startLong<bool>(
      tr("Writing %1").arg(QFileInfo(ready->file()).fileName()), this,
      [ready, store = store_](QPromise<bool>& promise) {
        const QList<Problem>& problems = ready->problems();
        if (!problems.empty()) throw Error(std::vector<Problem>(problems.begin(), problems.end()));
        writeFigure(figureOf(*ready, *store), ready->file());
        promise.addResult(true);
      },
      [this, ready](bool) { Q_EMIT message(tr("Wrote %1").arg(ready->file())); });
}

/// Exports come first, as they are predicted first.
void ComparePage::showProgress() {
  std::size_t expected = 0, missing = 0;
  for (const auto& each : exports_) {
    expected += each->expected();
    missing += each->missing().size();
  }
  const auto [done, total] =
      exports_.empty() ? scored_ : std::pair(static_cast<int>(expected - missing), static_cast<int>(expected));
  const QString stop = exports_.empty() ? tr("Stop scoring (%1 of %2)") : tr("Stop exporting (%1 of %2)");
  tiles_->showProgress(stop.arg(done).arg(total), done, total);
}

/// What the button names.
void ComparePage::stopPredicting() {
  if (!predictions_) return;
  if (exports_.empty()) return predictions_->cancelScoring();
  exports_.clear();
  collectForExports();
  Q_EMIT message(tr("The export was stopped, and nothing was written"));
}

}  // namespace macadam
