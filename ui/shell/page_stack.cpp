#include "ui/shell/page_stack.h"

#include "ui/compare/compare_page.h"
#include "ui/compare/list_choice.h"
#include "ui/compare/tile_panel.h"
#include "ui/data/data_page.h"
#include "ui/results/results_page.h"
#include "ui/train/train_page.h"

#include <QAction>
#include <utility>

namespace macadam {

PageStack::PageStack(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : QStackedWidget(parent), jobs_(jobs), engine_(std::move(engine)), controller_(controller) {}

void PageStack::setStartPage(QWidget* page) {
  insertWidget(0, page);
}

Page& PageStack::page(Mode mode) {
  Page*& page = pages_[static_cast<std::size_t>(mode)];
  if (page == nullptr) {
    page = build(mode);
    addWidget(page);
    page->restoreState();
    if (document_ != nullptr) page->setDocument(document_);
    if (mode == Mode::Data) connectData(static_cast<DataPage&>(*page));
    if (mode == Mode::Compare) connectCompare(static_cast<ComparePage&>(*page));
    if (mode == Mode::Train) connectTrain(static_cast<TrainPage&>(*page));
    if (mode == Mode::Results) connectResults(static_cast<ResultsPage&>(*page));
    Q_EMIT built(mode, page);
  }
  return *page;
}

Page* PageStack::build(Mode mode) {
  switch (mode) {
    case Mode::Data:
      return new DataPage(jobs_, this);
    case Mode::Train:
      return new TrainPage(jobs_, engine_, controller_, this);
    case Mode::Compare:
      return new ComparePage(jobs_, engine_, controller_, this);
    case Mode::Results:
      return new ResultsPage(jobs_, engine_, controller_, this);
    case Mode::Annotate:
      break;
  }
  Q_UNREACHABLE();
}

void PageStack::connectData(DataPage& tilesPage) {
  connect(&tilesPage, &DataPage::compareRequested, this, [this](const std::string& id) {
    TilePanel& tiles = static_cast<ComparePage&>(page(Mode::Compare)).tiles();
    showMode(Mode::Compare);
    tiles.select(id);
    if (tiles.currentSample() == id) return;
    tiles.choice().setTileSet(TileSet::All);
    tiles.select(id);
  });
}

/// The way back: what is looked at is selected among all tiles.
void PageStack::connectCompare(ComparePage& compare) {
  auto* back = new QAction(tr("Show in Data"), &compare);
  back->setObjectName("showInData");
  back->setStatusTip(tr("Select the tile on the Data page"));
  back->setShortcut(QKeySequence("Ctrl+B"));
  connect(back, &QAction::triggered, this, [this, &compare] {
    const std::optional<std::string> tile = compare.tiles().currentSample();
    if (!tile) return;
    showMode(Mode::Data);
    static_cast<DataPage&>(page(Mode::Data)).showTile(*tile);
  });
  static_cast<QWidget&>(compare).addAction(back);
}

void PageStack::connectTrain(TrainPage& train) {
  connect(&train, &TrainPage::mendWished, this, [this](const Finding& finding) {
    showMode(Mode::Data);
    static_cast<DataPage&>(page(Mode::Data)).mend(finding);
  });
}

void PageStack::connectResults(ResultsPage& results) {
  connect(&results, &ResultsPage::rerunRequested, this, [this](const RunSpec& spec) {
    static_cast<TrainPage&>(page(Mode::Train)).showSpec(spec);
    showMode(Mode::Train);
  });
  connect(&results, &ResultsPage::lengtheningRequested, this, [this](const RunFolder& run) {
    showMode(Mode::Train);
    static_cast<TrainPage&>(page(Mode::Train)).resumeRun(run);
  });
  connect(&results, &ResultsPage::trainingRequested, this, [this] { showMode(Mode::Train); });
  connect(&results, &ResultsPage::compareRequested, this, [this](const std::vector<RunFolder>& runs) {
    static_cast<ComparePage&>(page(Mode::Compare)).showRuns(runs);
    showMode(Mode::Compare);
  });
}

void PageStack::buildAll() {
  for (const Mode mode : {Mode::Data, Mode::Train, Mode::Compare, Mode::Results}) page(mode);
}

void PageStack::setDocument(ProjectDocument* document) {
  document_ = document;
  for (Page* page : pages_) {
    if (page != nullptr) page->setDocument(document);
  }
}

void PageStack::showStart() {
  mode_.reset();
  setCurrentIndex(0);
  Q_EMIT modeChanged();
}

void PageStack::showMode(Mode mode) {
  if (!hasPage(mode)) return;
  setCurrentWidget(&page(mode));
  mode_ = mode;
  Q_EMIT modeChanged();
}

void PageStack::saveState() const {
  for (const Page* page : pages_) {
    if (page != nullptr) page->saveState();
  }
}

}  // namespace macadam
