#include "ui/data/check_report.h"
#include "ui/data/data_page.h"
#include "ui/data/filter_bar.h"
#include "ui/data/split_chooser.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"
#include "ui/jobs/jobs.h"
#include "ui/project/writing_actions.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QFutureWatcher>
#include <QMenu>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kTileSideStep = 30;
constexpr int kCheckWorkers = 2;

}  // namespace

QAction* DataPage::addAction(const QString& name, const QString& text, const QString& tip, const QKeySequence& key,
                             Scope scope, std::function<void()> action) {
  auto* result = new QAction(text, this);
  result->setObjectName(name);
  result->setStatusTip(tip);
  result->setToolTip(tip);
  result->setShortcut(key);
  result->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(result, &QAction::triggered, this, std::move(action));
  if (scope == Scope::Project) forProject_.append(result);
  if (scope == Scope::Selection) forSelection_.append(result);
  Page::addAction(result);
  return result;
}

void DataPage::addSeparator() {
  auto* separator = new QAction(this);
  separator->setSeparator(true);
  Page::addAction(separator);
}

void DataPage::addActions() {
  addMoveActions();
  addSeparator();
  addSplitActions();
  addSeparator();
  addViewActions();
}

void DataPage::addMoveActions() {
  QMenu* moves = tileMenu_->addMenu(tr("Move to"));
  for (const Subset subset : kSubsets) {
    const QString set = subsetName(subset);
    const QString text = subset == Subset::Unused ? tr("Take out of all sets") : tr("Move to %1").arg(set.toLower());
    const QString tip = subset == Subset::Unused ? tr("Neither train nor measure on the selected tiles")
                                                 : tr("Move the selected tiles to %1").arg(set.toLower());
    QAction* action = addAction("moveTo" + QString::fromStdString(toString(subset)), text, tip, keyOf(subset),
                                Scope::Selection, [this, subset] { move(subset); });
    moves->addAction(action);
    writing_->add({action});
  }
  lock_ = addAction("lockTiles", tr("Lock"), tr("Leave the selected tiles in their sets when the split is drawn again"),
                    QKeySequence("K"), Scope::Selection, [this] { editor_->toggleLocks(browser_->selected()); });
  QAction* scenes =
      addAction("selectScenes", tr("Select whole scenes"), tr("Select all tiles that were cut from the same pictures"),
                QKeySequence("S"), Scope::Selection, [this] { selectScenes(); });
  writing_->add({lock_});
  tileMenu_->addAction(lock_);
  tileMenu_->addAction(scenes);
}

void DataPage::addSplitActions() {
  QAction* draw =
      addAction("drawSplitAgain", tr("Draw split"), tr("Divide the tiles anew; locked ones stay where they are"),
                QKeySequence("Ctrl+D"), Scope::Project, [this] { editor_->draw(); });
  QAction* copy = addAction("saveSplitAs", tr("New split from this one…"),
                            tr("Go on with a copy of another name; this split stays, with its undo history"),
                            QKeySequence("Ctrl+Shift+S"), Scope::Project, [this] { askName(); });
  QAction* compare =
      addAction("compareSplits", tr("Compare splits…"), tr("See which tiles two splits have in different sets"),
                QKeySequence("Ctrl+Shift+C"), Scope::Project, [this] { compareSplits(); });
  remove_ = addAction("deleteSplit", tr("Delete split"), tr("Move this split to the trash and show another one"),
                      QKeySequence("Ctrl+Shift+Del"), Scope::Always, [this] { editor_->remove(); });
  QAction* import =
      addAction("importLists", tr("Import lists…"), tr("Read labeled.txt, unlabeled.txt, val.txt and test.txt"),
                QKeySequence("Ctrl+I"), Scope::Project, [this] { askImport(); });
  QAction* exporting = addAction("exportLists", tr("Export lists…"),
                                 tr("Write labeled.txt, unlabeled.txt, val.txt and test.txt for other programs"),
                                 QKeySequence("Ctrl+E"), Scope::Project, [this] { askExport(ListedMasks::AsTheyAre); });
  QAction* zeroAndOne =
      addAction("exportZeroAndOne", tr("Export lists and 0/1 masks…"),
                tr("Write the lists, and beside them masks of 0 and 1 for programs to which 255 means unknown"),
                QKeySequence("Ctrl+Alt+E"), Scope::Project, [this] { askExport(ListedMasks::ZeroAndOne); });
  writing_->add({draw, copy, remove_, import});
  auto* first = new QAction(this);
  first->setSeparator(true);
  panel_->chooser().setMenuActions({copy, compare, remove_, first, import, exporting, zeroAndOne});
}

void DataPage::addViewActions() {
  addAction("findTiles", tr("Find"), tr("Search names and scenes"), QKeySequence::Find, Scope::Project,
            [this] { browser_->filters().focusSearch(); });
  addAction("showAllTiles", tr("Show all tiles"), tr("Take all filters away"), QKeySequence("Ctrl+Shift+F"),
            Scope::Project, [this] { browser_->showAll(); });
  QAction* enlarge =
      addAction("enlargeTile", tr("Large view"), tr("Show one tile as large as possible, or the grid again"), {},
                Scope::Project, [this] { browser_->isEnlarged() ? browser_->showGrid() : browser_->enlarge(); });
  enlarge->setShortcut(QKeySequence("E"));
  tileMenu_->addSeparator();
  tileMenu_->addAction(enlarge);
  tileMenu_->addAction(addAction("showInCompare", tr("Show in Compare"),
                                 tr("See the tile beside its truth and the predictions of runs"), QKeySequence("C"),
                                 Scope::Selection, [this] { Q_EMIT compareRequested(browser_->selected().front()); }));
  tileMenu_->addAction(addAction("annotateTile", tr("Adjust labels"),
                                 tr("Mend the tile’s labels in Annotate, or make some"), QKeySequence("A"),
                                 Scope::Selection, [this] { Q_EMIT annotateRequested(browser_->selected().front()); }));
  overlay_ = addAction("paintRoads", tr("Paint roads"), tr("Paint the masks over the tiles"), QKeySequence("M"),
                       Scope::Project, [this] {
                         browser_->setOverlay({overlay_->isChecked(), browser_->overlay().opacity});
                       });
  overlay_->setCheckable(true);
  overlay_->setChecked(browser_->overlay().shown);
  addAction("largerTiles", tr("Larger tiles"), tr("Show fewer, larger tiles"), QKeySequence::ZoomIn, Scope::Project,
            [this] { browser_->setTileSide(browser_->view().tileSide() + kTileSideStep); });
  addAction("smallerTiles", tr("Smaller tiles"), tr("Show more, smaller tiles"), QKeySequence::ZoomOut, Scope::Project,
            [this] { browser_->setTileSide(browser_->view().tileSide() - kTileSideStep); });
  addSeparator();
  check_ = addAction("checkPixels", tr("Check all pixels"), tr("Read every image and mask and list what is wrong"),
                     QKeySequence("F7"), Scope::Project, [this] { checkPixels(); });
  panel_->setCheckAction(check_);
  QAction* masks = addAction("chooseMasks", tr("What masks mean…"),
                             tr("See the values of the masks, and choose which of them are road"),
                             QKeySequence("Ctrl+Shift+M"), Scope::Project, [this] { chooseMasks(); });
  QAction* bands =
      addAction("chooseBands", tr("Bands of the pictures…"), tr("Choose which bands are shown as red, green and blue"),
                QKeySequence("Ctrl+Alt+B"), Scope::Project, [this] { chooseBands(); });
  writing_->add({masks, bands});
}

void DataPage::checkPixels() {
  if (checking_.isRunning()) return checking_.cancel();
  const auto work = [folder = document_->project().folder,
                     tileSize = document_->project().tileSize](QPromise<DataReport>& promise) {
    promise.addResult(checkData(folder, tileSize, kCheckWorkers, progressOf(promise)));
  };
  checking_ = jobs_.startLong<DataReport>(tr("Checking all pixels"), this, work,
                                          [this](const DataReport& report) { showReport(report); });
  auto* watcher = new QFutureWatcher<DataReport>(this);
  connect(watcher, &QFutureWatcherBase::progressValueChanged, check_, [this, watcher](int done) {
    const int total = std::max(1, watcher->progressMaximum());
    check_->setText(tr("Stop checking (%1 %)").arg(100LL * done / total));
  });
  connect(watcher, &QFutureWatcherBase::finished, check_, [this, watcher] {
    check_->setText(tr("Check all pixels"));
    watcher->deleteLater();
  });
  watcher->setFuture(checking_);
  check_->setText(tr("Stop checking"));
}

void DataPage::showReport(const DataReport& report) {
  tiles_.setProblems(report.dataset.problems);
  auto* dialog = new CheckReport(report, this);
  connect(dialog, &CheckReport::chosen, this, &DataPage::chooseFile);
  if (document_) connect(document_, &ProjectDocument::labelsChanged, dialog, &CheckReport::markOutdated);
  dialog->show();
}

void DataPage::chooseFile(const QString& where) {
  std::vector<std::string> ids;
  for (const int row : tiles_.rowsNamed({where.toStdString()})) ids.push_back(tiles_.sample(row).id);
  if (ids.empty()) {
    browser_->refusal().show(tr("%1 is not among the tiles: it was left out.").arg(where));
    return;
  }
  browser_->select(ids);
}

}  // namespace macadam
