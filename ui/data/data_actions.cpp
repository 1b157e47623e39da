#include "ui/data/data_actions.h"

#include "ui/data/data_questions.h"
#include "ui/data/filter_bar.h"
#include "ui/data/pixel_check.h"
#include "ui/data/split_chooser.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"
#include "ui/project/writing_actions.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/page.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QPoint>
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace macadam {
namespace {

constexpr int kTileSideStep = 30;

/// Its tip says why where it cannot be used: `whyNot` is empty where it can.
void offer(QAction& action, const QString& whyNot) {
  action.setEnabled(whyNot.isEmpty());
  const QString tip = action.statusTip();
  action.setToolTip(whyNot.isEmpty() ? tip : tip + ".\n" + DataActions::tr("Not now: %1.").arg(whyNot));
}

}  // namespace

DataActions::DataActions(Page& page, const Parts& parts)
    : QObject(&page), page_(page), parts_(parts), writing_(new WritingActions(this)), tileMenu_(new QMenu(&page)) {
  connect(&parts_.editor, &SplitEditor::changed, this, &DataActions::update);
  connect(&parts_.browser, &TileBrowser::selectionChanged, this, &DataActions::update);
  connect(&parts_.browser, &TileBrowser::overlayChanged, this,
          [this] { overlay_->setChecked(parts_.browser.overlay().shown); });
  connect(&parts_.browser, &TileBrowser::menuWished, this, &DataActions::openMenu);
  addMoves();
  addSeparator();
  addSplits();
  addSeparator();
  addViews();
  addSeparator();
  addChecks();
  giveMnemonics(*tileMenu_);
  connect(writing_, &WritingActions::changed, this, &DataActions::update);
  update();
}

void DataActions::setDocument(ProjectDocument* document) {
  document_ = document;
  writing_->setDocument(document);
}

QAction* DataActions::add(const QString& name, const QString& text, const QString& tip, const QKeySequence& key,
                          Scope scope, std::function<void()> action) {
  auto* result = new QAction(text, &page_);
  result->setObjectName(name);
  result->setStatusTip(tip);
  result->setToolTip(tip);
  result->setShortcut(key);
  result->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(result, &QAction::triggered, this, std::move(action));
  if (scope == Scope::Project) forProject_.append(result);
  if (scope == Scope::Selection) forSelection_.append(result);
  page_.addAction(result);
  return result;
}

void DataActions::addSeparator() {
  auto* separator = new QAction(&page_);
  separator->setSeparator(true);
  page_.addAction(separator);
}

void DataActions::addMoves() {
  QMenu* moves = tileMenu_->addMenu(tr("Move to"));
  for (const Subset subset : kSubsets) {
    const QString set = subsetName(subset);
    const QString text = subset == Subset::Unused ? tr("Take out of all sets") : tr("Move to %1").arg(set.toLower());
    const QString tip = subset == Subset::Unused ? tr("Neither train nor measure on the selected tiles")
                                                 : tr("Move the selected tiles to %1").arg(set.toLower());
    QAction* action = add("moveTo" + QString::fromStdString(toString(subset)), text, tip, keyOf(subset),
                          Scope::Selection, [this, subset] { moveSelected(subset); });
    moves->addAction(action);
    writing_->add({action});
  }
  lock_ = add("lockTiles", tr("Lock"), tr("Leave the selected tiles in their sets when the split is drawn again"),
              QKeySequence("K"), Scope::Selection, [this] { parts_.editor.toggleLocks(parts_.browser.selected()); });
  QAction* scenes =
      add("selectScenes", tr("Select whole scenes"), tr("Select all tiles that were cut from the same pictures"),
          QKeySequence("S"), Scope::Selection, [this] { selectScenes(); });
  writing_->add({lock_});
  tileMenu_->addAction(lock_);
  tileMenu_->addAction(scenes);
}

void DataActions::addSplits() {
  QAction* draw = add("drawSplitAgain", tr("Draw split"), tr("Divide the tiles anew; locked ones stay where they are"),
                      QKeySequence("Ctrl+D"), Scope::Project, [this] { parts_.editor.draw(); });
  QAction* copy = add("saveSplitAs", tr("New split from this one…"),
                      tr("Go on with a copy of another name; this split stays, with its undo history"),
                      QKeySequence("Ctrl+Shift+S"), Scope::Project, [this] { parts_.questions.askName(); });
  QAction* compare =
      add("compareSplits", tr("Compare splits…"), tr("See which tiles two splits have in different sets"),
          QKeySequence("Ctrl+Shift+C"), Scope::Project, [this] { parts_.questions.compareSplits(); });
  remove_ = add("deleteSplit", tr("Delete split"), tr("Move this split to the trash and show another one"),
                QKeySequence("Ctrl+Shift+Del"), Scope::Always, [this] { parts_.editor.remove(); });
  QAction* import = add("importLists", tr("Import lists…"), tr("Read labeled.txt, unlabeled.txt, val.txt and test.txt"),
                        QKeySequence("Ctrl+I"), Scope::Project, [this] { parts_.questions.askImport(); });
  QAction* exporting =
      add("exportLists", tr("Export lists…"),
          tr("Write labeled.txt, unlabeled.txt, val.txt and test.txt for other programs"), QKeySequence("Ctrl+E"),
          Scope::Project, [this] { parts_.questions.askExport(ListedMasks::AsTheyAre); });
  QAction* zeroAndOne =
      add("exportZeroAndOne", tr("Export lists and 0/1 masks…"),
          tr("Write the lists, and beside them masks of 0 and 1 for programs to which 255 means unknown"),
          QKeySequence("Ctrl+Alt+E"), Scope::Project, [this] { parts_.questions.askExport(ListedMasks::ZeroAndOne); });
  writing_->add({draw, copy, remove_, import});
  auto* first = new QAction(&page_);
  first->setSeparator(true);
  parts_.panel.chooser().setMenuActions({copy, compare, remove_, first, import, exporting, zeroAndOne});
}

void DataActions::addViews() {
  add("findTiles", tr("Find"), tr("Search names and scenes"), QKeySequence::Find, Scope::Project,
      [this] { parts_.browser.filters().focusSearch(); });
  add("showAllTiles", tr("Show all tiles"), tr("Take all filters away"), QKeySequence("Ctrl+Shift+F"), Scope::Project,
      [this] { parts_.browser.showAll(); });
  QAction* enlarge = add(
      "enlargeTile", tr("Large view"), tr("Show one tile as large as possible, or the grid again"), {}, Scope::Project,
      [this] { parts_.browser.isEnlarged() ? parts_.browser.showGrid() : parts_.browser.enlarge(); });
  enlarge->setShortcut(QKeySequence("E"));
  tileMenu_->addSeparator();
  tileMenu_->addAction(enlarge);
  tileMenu_->addAction(add("showInCompare", tr("Show in Compare"),
                           tr("See the tile beside its truth and the predictions of runs"), QKeySequence("C"),
                           Scope::Selection, [this] { Q_EMIT compareRequested(parts_.browser.selected().front()); }));
  tileMenu_->addAction(add("annotateTile", tr("Adjust labels"), tr("Mend the tile’s labels in Annotate, or make some"),
                           QKeySequence("A"), Scope::Selection,
                           [this] { Q_EMIT annotateRequested(parts_.browser.selected().front()); }));
  overlay_ = add("paintRoads", tr("Paint roads"), tr("Paint the masks over the tiles"), QKeySequence("M"),
                 Scope::Project, [this] {
                   parts_.browser.setOverlay({overlay_->isChecked(), parts_.browser.overlay().opacity});
                 });
  overlay_->setCheckable(true);
  overlay_->setChecked(parts_.browser.overlay().shown);
  add("largerTiles", tr("Larger tiles"), tr("Show fewer, larger tiles"), QKeySequence::ZoomIn, Scope::Project,
      [this] { parts_.browser.setTileSide(parts_.browser.view().tileSide() + kTileSideStep); });
  add("smallerTiles", tr("Smaller tiles"), tr("Show more, smaller tiles"), QKeySequence::ZoomOut, Scope::Project,
      [this] { parts_.browser.setTileSide(parts_.browser.view().tileSide() - kTileSideStep); });
}

void DataActions::addChecks() {
  QAction* check = add("checkPixels", tr("Check all pixels"), tr("Read every image and mask and list what is wrong"),
                       QKeySequence("F7"), Scope::Project, [this] { parts_.check.beginOrStop(); });
  connect(&parts_.check, &PixelCheck::titleChanged, check, &QAction::setText);
  parts_.panel.setCheckAction(check);
  QAction* masks =
      add("chooseMasks", tr("What masks mean…"), tr("See the values of the masks, and choose which of them are road"),
          QKeySequence("Ctrl+Shift+M"), Scope::Project, [this] { parts_.questions.chooseMasks(); });
  QAction* bands =
      add("chooseBands", tr("Bands of the pictures…"), tr("Choose which bands are shown as red, green and blue"),
          QKeySequence("Ctrl+Alt+B"), Scope::Project, [this] { parts_.questions.chooseBands(); });
  writing_->add({masks, bands});
}

void DataActions::moveSelected(Subset subset) {
  parts_.editor.move(parts_.browser.selected(), subset);
  parts_.browser.keepSelection();
}

void DataActions::update() {
  const std::vector<std::string> selected = document_ ? parts_.browser.selected() : std::vector<std::string>();
  const QString noProject = document_ == nullptr ? tr("no project is open") : QString();
  for (QAction* action : forProject_) offer(*action, noProject);
  for (QAction* action : forSelection_) offer(*action, selected.empty() ? tr("no tile is selected") : QString());
  parts_.panel.setMovable(!selected.empty() && document_->obstacle().isEmpty());
  offer(*remove_, parts_.editor.canRemove() ? QString() : tr("it is the only split"));
  const auto isLocked = [this](const std::string& id) { return parts_.tiles.isLocked(parts_.tiles.rowOf(id)); };
  const bool areLocked = !selected.empty() && std::ranges::all_of(selected, isLocked);
  lock_->setText(areLocked ? tr("Unlock") : tr("Lock"));
}

void DataActions::openMenu(const QPoint& globalPosition) {
  if (!parts_.browser.selected().empty()) tileMenu_->popup(globalPosition);
}

void DataActions::selectScenes() {
  std::set<std::string> scenes;
  for (const std::string& id : parts_.browser.selected())
    scenes.insert(parts_.tiles.sample(parts_.tiles.rowOf(id)).scene);
  std::vector<std::string> ids;
  for (const Sample& sample : parts_.tiles.dataset()->samples) {
    if (scenes.contains(sample.scene)) ids.push_back(sample.id);
  }
  parts_.browser.select(ids);
}

}  // namespace macadam
