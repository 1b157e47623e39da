#include "ui/data/data_page.h"

#include "ui/data/data_actions.h"
#include "ui/data/data_questions.h"
#include "ui/data/draw_form.h"
#include "ui/data/filter_bar.h"
#include "ui/data/mask_line.h"
#include "ui/data/pixel_check.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/subset_row.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"
#include "ui/project/mend_split.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plain_keys.h"

#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <optional>

namespace macadam {
namespace {

constexpr auto kSettings = "data";

QWidget* withoutProject(QWidget* parent) {
  auto* text = new MutedLabel(DataPage::tr("No project is open.\nOpen or create one to see its tiles here."), parent);
  text->setAlignment(Qt::AlignCenter);
  return text;
}

}  // namespace

DataPage::DataPage(Jobs& jobs, QWidget* parent)
    : Page(parent),
      stack_(new QStackedWidget(this)),
      splitter_(new QSplitter(Qt::Horizontal, this)),
      browser_(new TileBrowser(tiles_, this)),
      panel_(new SplitPanel(this)),
      editor_(new SplitEditor(jobs, *panel_, this)),
      check_(new PixelCheck(jobs, tiles_, *browser_, *this)),
      questions_(new DataQuestions(*browser_, *editor_, *this)) {
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
  connect(panel_, &SplitPanel::subsetClicked, this, &DataPage::showSubset);
  connect(panel_, &SplitPanel::moveWished, this, [this](Subset subset) { actions_->moveSelected(subset); });
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
  connect(&panel_->masks(), &MaskLine::choiceWished, questions_, &DataQuestions::chooseMasks);
  connect(&browser_->filters(), &FilterBar::conditionsChanged, this, [this] {
    const auto chosen = browser_->filters().conditions().subset;
    for (const Subset subset : kSubsets) panel_->row(subset).setChosen(chosen == subset);
  });
  actions_ = new DataActions(*this, {tiles_, *browser_, *panel_, *editor_, *questions_, *check_});
  connect(actions_, &DataActions::compareRequested, this, &DataPage::compareRequested);
  connect(actions_, &DataActions::annotateRequested, this, &DataPage::annotateRequested);
}

void DataPage::setDocument(ProjectDocument* document) {
  if (document_) document_->disconnect(this);
  check_->setDocument(document);
  document_ = document;
  questions_->setDocument(document);
  actions_->setDocument(document);
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
  actions_->update();
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

void DataPage::mend(const Finding& finding) {
  if (document_ == nullptr || mendSplit(*document_, finding.fix)) return;
  if (finding.fix == Fix::ChooseMasks) questions_->chooseMasks();
  if (finding.fix == Fix::DrawSplit) editor_->draw();
  if (finding.fix == Fix::LocateData) questions_->locateData();
}

void DataPage::showTile(const std::string& id) {
  browser_->select({id});
}

/// Tiles by their names, or those of the files that are named.
void DataPage::showPlaces(const std::vector<std::string>& places) {
  std::vector<std::string> ids;
  for (const int row : tiles_.rowsNamed(places)) ids.push_back(tiles_.sample(row).id);
  if (!ids.empty()) browser_->select(ids);
}

}  // namespace macadam
