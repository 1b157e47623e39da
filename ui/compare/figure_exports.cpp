#include "ui/compare/figure_exports.h"

#include "ui/compare/figures.h"
#include "ui/jobs/jobs.h"

#include <QFileInfo>
#include <algorithm>
#include <iterator>
#include <utility>

namespace macadam {

FigureExports::FigureExports(Jobs& jobs, std::shared_ptr<ImageStore> store, QObject* parent)
    : QObject(parent), jobs_(jobs), store_(std::move(store)) {}

void FigureExports::setPredictions(Predictions* predictions) {
  predictions_ = predictions;
  waiting_.clear();
}

void FigureExports::write(GridFigure figure, const QString& file) {
  jobs_.startLong<bool>(
      tr("Writing %1").arg(QFileInfo(file).fileName()), this,
      [figure = std::move(figure), file](QPromise<bool>& promise) {
        writeFigure(figure, file);
        promise.addResult(true);
      },
      [this, file](bool) { Q_EMIT message(tr("Wrote %1").arg(file)); });
}

void FigureExports::write(TileExport tiles) {
  waiting_.push_back(std::make_shared<TileExport>(std::move(tiles)));
  writeReady();
  collect();
}

void FigureExports::take(const Prediction& prediction) {
  if (waiting_.empty()) return;
  const std::size_t waiting = waiting_.size();
  bool again = false;
  for (const auto& each : waiting_) again = each->take(prediction) || again;
  writeReady();
  if (again || waiting_.size() < waiting) collect();
  Q_EMIT progressed();
}

void FigureExports::stop() {
  waiting_.clear();
  collect();
  Q_EMIT message(tr("The export was stopped, and nothing was written"));
}

std::pair<int, int> FigureExports::progress() const {
  std::size_t expected = 0, missing = 0;
  for (const auto& each : waiting_) {
    expected += each->expected();
    missing += each->missing().size();
  }
  return {static_cast<int>(expected - missing), static_cast<int>(expected)};
}

void FigureExports::writeReady() {
  const auto isReady = [](const auto& each) { return each->isComplete() || !each->problems().empty(); };
  for (const auto& each : waiting_) {
    if (isReady(each)) start(each);
  }
  std::erase_if(waiting_, isReady);
}

void FigureExports::collect() {
  std::vector<PredictionTask> missing;
  for (const auto& each : waiting_) std::ranges::move(each->missing(), std::back_inserter(missing));
  predictions_->collect(std::move(missing));
  Q_EMIT progressed();
}

/// Or tells why it cannot be written.
void FigureExports::start(std::shared_ptr<const TileExport> ready) {
  jobs_.startLong<bool>(
      tr("Writing %1").arg(QFileInfo(ready->file()).fileName()), this,
      [ready, store = store_](QPromise<bool>& promise) {
        const QList<Problem>& problems = ready->problems();
        if (!problems.empty()) throw Error(std::vector<Problem>(problems.begin(), problems.end()));
        writeFigure(tileFigure(*ready, *store), ready->file());
        promise.addResult(true);
      },
      [this, ready](bool) { Q_EMIT message(tr("Wrote %1").arg(ready->file())); });
}

}  // namespace macadam
