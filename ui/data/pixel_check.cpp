#include "ui/data/pixel_check.h"

#include "ui/data/check_report.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_model.h"
#include "ui/widgets/notice_bar.h"

#include <QFutureWatcher>
#include <algorithm>
#include <string>
#include <vector>

namespace macadam {
namespace {

constexpr int kCheckWorkers = 2;

}  // namespace

PixelCheck::PixelCheck(Jobs& jobs, TileModel& tiles, TileBrowser& browser, QWidget& page)
    : QObject(&page), jobs_(jobs), tiles_(tiles), browser_(browser), page_(page) {}

void PixelCheck::setDocument(ProjectDocument* document) {
  checking_.cancel();
  document_ = document;
}

void PixelCheck::beginOrStop() {
  if (checking_.isRunning()) return checking_.cancel();
  const auto work = [folder = document_->project().folder,
                     tileSize = document_->project().tileSize](QPromise<DataReport>& promise) {
    promise.addResult(checkData(folder, tileSize, kCheckWorkers, progressOf(promise)));
  };
  checking_ = jobs_.startLong<DataReport>(tr("Checking all pixels"), this, work,
                                          [this](const DataReport& found) { report(found); });
  auto* watcher = new QFutureWatcher<DataReport>(this);
  connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, watcher](int done) {
    const int total = std::max(1, watcher->progressMaximum());
    Q_EMIT titleChanged(tr("Stop checking (%1 %)").arg(100LL * done / total));
  });
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
    Q_EMIT titleChanged(tr("Check all pixels"));
    watcher->deleteLater();
  });
  watcher->setFuture(checking_);
  Q_EMIT titleChanged(tr("Stop checking"));
}

void PixelCheck::report(const DataReport& report) {
  tiles_.setProblems(report.dataset.problems);
  auto* dialog = new CheckReport(report, &page_);
  connect(dialog, &CheckReport::chosen, this, &PixelCheck::chooseFile);
  if (document_) connect(document_, &ProjectDocument::labelsChanged, dialog, &CheckReport::markOutdated);
  dialog->show();
}

void PixelCheck::chooseFile(const QString& where) {
  std::vector<std::string> ids;
  for (const int row : tiles_.rowsNamed({where.toStdString()})) ids.push_back(tiles_.sample(row).id);
  if (ids.empty()) {
    browser_.refusal().show(tr("%1 is not among the tiles: it was left out.").arg(where));
    return;
  }
  browser_.select(ids);
}

}  // namespace macadam
