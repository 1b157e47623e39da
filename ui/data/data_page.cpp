#include "ui/data/data_page.h"

#include "ui/data/band_choice.h"
#include "ui/data/check_report.h"
#include "ui/data/draw_form.h"
#include "ui/data/filter_bar.h"
#include "ui/data/mask_dialog.h"
#include "ui/data/mask_line.h"
#include "ui/data/mask_value_preview.h"
#include "ui/data/split_comparison.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/subset_row.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"
#include "ui/jobs/jobs.h"
#include "ui/project/mend_split.h"
#include "ui/project/writing_actions.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plain_keys.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <set>
#include <utility>

namespace macadam {
namespace {

constexpr auto kSettings = "data";

QWidget* withoutProject(QWidget* parent) {
  auto* text = new MutedLabel(DataPage::tr("No project is open.\nOpen or create one to see its tiles here."), parent);
  text->setAlignment(Qt::AlignCenter);
  return text;
}

/// Its tip says why where it cannot be used: `whyNot` is empty where it can.
void offer(QAction& action, const QString& whyNot) {
  action.setEnabled(whyNot.isEmpty());
  const QString tip = action.statusTip();
  action.setToolTip(whyNot.isEmpty() ? tip : tip + ".\n" + DataPage::tr("Not now: %1.").arg(whyNot));
}

}  // namespace

DataPage::DataPage(Jobs& jobs, QWidget* parent)
    : Page(parent),
      jobs_(jobs),
      stack_(new QStackedWidget(this)),
      splitter_(new QSplitter(Qt::Horizontal, this)),
      browser_(new TileBrowser(tiles_, this)),
      panel_(new SplitPanel(this)),
      editor_(new SplitEditor(jobs, *panel_, this)),
      writing_(new WritingActions(this)),
      tileMenu_(new QMenu(this)) {
  splitter_->addWidget(browser_);
  splitter_->addWidget(panel_);
  splitter_->setStretchFactor(0, 1);
  splitter_->setCollapsible(0, false);
  splitter_->setSizes({900, 310});
  stack_->addWidget(withoutProject(this));
  stack_->addWidget(splitter_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(stack_);
  setFocusProxy(browser_);
  plainKeys().allowIn(browser_->views());

  connect(editor_, &SplitEditor::message, this, &Page::message);
  connect(editor_, &SplitEditor::refused, this, [this](const QString& text) { browser_->refusal().show(text); });
  connect(editor_, &SplitEditor::changed, this, &DataPage::updateActions);
  connect(panel_, &SplitPanel::subsetClicked, this, &DataPage::showSubset);
  connect(panel_, &SplitPanel::moveWished, this, &DataPage::move);
  connect(panel_, &SplitPanel::dropped, this, [this](const std::vector<int>& rows, Subset subset) {
    std::vector<std::string> ids;
    for (const int row : rows) {
      if (row >= 0 && row < tiles_.rowCount()) ids.push_back(tiles_.sample(row).id);
    }
    editor_->move(ids, subset);
    browser_->keepSelection();
  });
  connect(&panel_->findings(), &FindingList::chosen, this, &DataPage::showPlaces);
  connect(&panel_->findings(), &FindingList::fixWished, this, &DataPage::mend);
  connect(&panel_->masks(), &MaskLine::choiceWished, this, &DataPage::chooseMasks);
  connect(&browser_->filters(), &FilterBar::conditionsChanged, this, [this] {
    const auto chosen = browser_->filters().conditions().subset;
    for (const Subset subset : kSubsets) panel_->row(subset).setChosen(chosen == subset);
  });
  connect(browser_, &TileBrowser::selectionChanged, this, &DataPage::updateActions);
  connect(browser_, &TileBrowser::overlayChanged, this, [this] { overlay_->setChecked(browser_->overlay().shown); });
  connect(browser_, &TileBrowser::menuWished, this, &DataPage::openMenu);
  addActions();
  giveMnemonics(*tileMenu_);
  connect(writing_, &WritingActions::changed, this, &DataPage::updateActions);
  updateActions();
}

void DataPage::setDocument(ProjectDocument* document) {
  if (document_) document_->disconnect(this);
  checking_.cancel();
  document_ = document;
  writing_->setDocument(document);
  tiles_.setDataset(document ? document->dataset() : nullptr);
  browser_->reset();
  if (document != nullptr) {
    tiles_.setContents(document->contents());
    tiles_.setSplit(document->split());
    connect(document, &ProjectDocument::splitChanged, this, &DataPage::showSplit);
    connect(document, &ProjectDocument::labelsChanged, this, &DataPage::showEdited);
    connect(document, &ProjectDocument::undoStackChanged, this, &Page::undoStackChanged);
    connect(document, &ProjectDocument::roadSharesChanged, this, [this] { tiles_.setContents(document_->contents()); });
  }
  editor_->setDocument(document);
  if (document != nullptr) {
    SplitSpec rules = panel_->form().spec();
    rules.groupByScene = document->split().groupedByScene;
    panel_->form().setSpec(rules);
  }
  panel_->masks().setMeaning(document != nullptr ? document->dataset()->masks : MaskMeaning());
  stack_->setCurrentIndex(document ? 1 : 0);
  updateActions();
}

QUndoStack* DataPage::undoStack() {
  return document_ ? &document_->undoStack() : nullptr;
}

void DataPage::showEdited(const std::vector<std::string>& ids) {
  std::vector<int> rows;
  for (const std::string& id : ids) rows.push_back(tiles_.rowOf(id));
  tiles_.updateDataset(document_->dataset(), rows);
  browser_->showEdited(rows);
}

void DataPage::saveState() const {
  QSettings settings;
  settings.beginGroup(kSettings);
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("tileSide", browser_->view().tileSide());
  settings.setValue("overlay", browser_->overlay().shown);
  settings.setValue("overlayOpacity", browser_->overlay().opacity);
  settings.setValue("order", static_cast<int>(browser_->filters().order()));
  settings.setValue("direction", static_cast<int>(browser_->filters().direction()));
  const SplitSpec spec = panel_->form().spec();
  settings.setValue("stratify", spec.stratifyByRoadShare);
  settings.setValue("validationShare", spec.validationShare);
  settings.setValue("testShare", spec.testShare);
}

void DataPage::restoreState() {
  QSettings settings;
  settings.beginGroup(kSettings);
  splitter_->restoreState(settings.value("splitter").toByteArray());
  browser_->setTileSide(settings.value("tileSide", browser_->view().tileSide()).toInt());
  browser_->setOverlay({settings.value("overlay", true).toBool(),
                        settings.value("overlayOpacity", browser_->overlay().opacity).toDouble()});
  browser_->filters().setOrder(static_cast<TileOrder>(settings.value("order", 0).toInt()),
                               static_cast<Qt::SortOrder>(settings.value("direction", 0).toInt()));
  SplitSpec spec = panel_->form().spec();
  spec.stratifyByRoadShare = settings.value("stratify", spec.stratifyByRoadShare).toBool();
  spec.validationShare = settings.value("validationShare", spec.validationShare).toDouble();
  spec.testShare = settings.value("testShare", spec.testShare).toDouble();
  panel_->form().setSpec(spec);
}

void DataPage::showSplit() {
  tiles_.setSplit(document_->split());
  browser_->keepSelection();
}

void DataPage::showSubset(Subset subset) {
  TileConditions conditions = browser_->filters().conditions();
  conditions.subset = conditions.subset == subset ? std::nullopt : std::optional(subset);
  browser_->filters().setConditions(conditions);
}

void DataPage::move(Subset subset) {
  editor_->move(browser_->selected(), subset);
  browser_->keepSelection();
}

void DataPage::updateActions() {
  const std::vector<std::string> selected = document_ ? browser_->selected() : std::vector<std::string>();
  const QString noProject = document_ == nullptr ? tr("no project is open") : QString();
  for (QAction* action : forProject_) offer(*action, noProject);
  for (QAction* action : forSelection_) offer(*action, selected.empty() ? tr("no tile is selected") : QString());
  panel_->setMovable(!selected.empty() && document_->obstacle().isEmpty());
  offer(*remove_, editor_->canRemove() ? QString() : tr("it is the only split"));
  const auto isLocked = [this](const std::string& id) { return tiles_.isLocked(tiles_.rowOf(id)); };
  const bool areLocked = !selected.empty() && std::ranges::all_of(selected, isLocked);
  lock_->setText(areLocked ? tr("Unlock") : tr("Lock"));
}

void DataPage::openMenu(const QPoint& globalPosition) {
  if (!browser_->selected().empty()) tileMenu_->popup(globalPosition);
}

void DataPage::selectScenes() {
  std::set<std::string> scenes;
  for (const std::string& id : browser_->selected()) scenes.insert(tiles_.sample(tiles_.rowOf(id)).scene);
  std::vector<std::string> ids;
  for (const Sample& sample : tiles_.dataset()->samples) {
    if (scenes.contains(sample.scene)) ids.push_back(sample.id);
  }
  browser_->select(ids);
}

void DataPage::askName() {
  QString name = document_->unusedSplitName(QString::fromStdString(document_->project().activeSplit));
  for (QString objection; true;) {
    bool isAccepted = false;
    const QString question =
        tr("Name of the new split, which begins as a copy:") + (objection.isEmpty() ? QString() : "\n" + objection);
    name = QInputDialog::getText(this, tr("New split"), question, QLineEdit::Normal, name, &isAccepted);
    if (!isAccepted || !document_) return;
    objection = editor_->objectionTo(name);
    if (objection.isEmpty()) return editor_->copyAs(name);
  }
}

void DataPage::compareSplits() {
  const QStringList names = document_->splitNames();
  if (names.size() < 2) {
    browser_->refusal().show(tr("There is only one split. Make a new one from it, change that, and compare the two."));
    return;
  }
  const QString active = QString::fromStdString(document_->project().activeSplit);
  const QString other = names.front() == active ? names.at(1) : names.front();
  auto* dialog = new SplitComparison(document_->project(), names, other, active, this);
  connect(dialog, &SplitComparison::chosen, browser_, &TileBrowser::select);
  connect(document_, &ProjectDocument::settled, dialog, &SplitComparison::compare);
  connect(document_, &QObject::destroyed, dialog, &QDialog::close);
  dialog->show();
}

void DataPage::chooseMasks() {
  auto* dialog = new MaskDialog(document_->dataset()->masks, samplesToLookAt(*document_->dataset()), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(document_, &QObject::destroyed, dialog, &QDialog::reject);
  connect(dialog, &QDialog::accepted, document_.data(),
          [this, dialog] { document_->setMaskValues(dialog->rule().toStdString()); });
  dialog->open();
}

void DataPage::mend(const Finding& finding) {
  if (document_ == nullptr || mendSplit(*document_, finding.fix)) return;
  if (finding.fix == Fix::ChooseMasks) chooseMasks();
  if (finding.fix == Fix::DrawSplit) editor_->draw();
  if (finding.fix == Fix::LocateData) locateData();
}

void DataPage::showTile(const std::string& id) {
  browser_->select({id});
}

/// The new folder is opened in place of the old one.
void DataPage::locateData() {
  const QString folder = LastFolder("images").chooseFolder(this, tr("Where the pictures are now"));
  if (!folder.isEmpty() && document_ != nullptr) document_->setData(folder.toStdString());
}

/// Tiles by their names, or those of the files that are named.
void DataPage::showPlaces(const std::vector<std::string>& places) {
  std::vector<std::string> ids;
  for (const int row : tiles_.rowsNamed(places)) ids.push_back(tiles_.sample(row).id);
  if (!ids.empty()) browser_->select(ids);
}

void DataPage::chooseBands() {
  const int count = bandCountOf(*document_->dataset());
  if (count == 0) return browser_->refusal().show(tr("No picture could be opened."));
  if (count <= 3) return browser_->refusal().show(tr("The pictures have no more than three bands."));
  auto* dialog = new QDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Bands of the pictures"));
  auto* choice = new BandChoice(dialog);
  choice->setBands(count, document_->project().bands);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
  auto* column = new QVBoxLayout(dialog);
  column->addWidget(choice);
  column->addWidget(new MutedLabel(tr("Runs that are trained keep the bands that they were trained on."), dialog));
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  connect(document_, &QObject::destroyed, dialog, &QDialog::reject);
  connect(dialog, &QDialog::accepted, document_.data(), [this, choice] { document_->setBands(choice->bands()); });
  dialog->open();
}

LastFolder DataPage::listsFolder() const {
  return LastFolder("lists", document_->parentFolder());
}

void DataPage::askImport() {
  const QString folder = listsFolder().chooseFolder(this, tr("Folder with labeled.txt and unlabeled.txt"));
  if (!folder.isEmpty()) editor_->importFrom(folder);
}

void DataPage::askExport(ListedMasks masks) {
  const QString folder = listsFolder().chooseFolder(this, tr("Folder for labeled.txt and unlabeled.txt"));
  if (folder.isEmpty()) return;
  const bool isThere = QFileInfo::exists(folder + "/labeled.txt") || QFileInfo::exists(folder + "/unlabeled.txt");
  if (isThere && QMessageBox::question(this, tr("Replace the lists?"),
                                       tr("%1 holds lists already. Replace them?").arg(folder)) != QMessageBox::Yes) {
    return;
  }
  editor_->exportTo(folder, masks);
}

}  // namespace macadam
