#include "ui/shell/page_links.h"

#include "ui/annotate/annotate_page.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/list_choice.h"
#include "ui/compare/tile_panel.h"
#include "ui/data/data_page.h"
#include "ui/results/results_page.h"
#include "ui/shell/page_stack.h"
#include "ui/train/train_page.h"

#include <QAction>

namespace macadam {
namespace {

DataPage& dataPage(PageStack& pages) {
  return static_cast<DataPage&>(pages.page(Mode::Data));
}

TrainPage& trainPage(PageStack& pages) {
  return static_cast<TrainPage&>(pages.page(Mode::Train));
}

ComparePage& comparePage(PageStack& pages) {
  return static_cast<ComparePage&>(pages.page(Mode::Compare));
}

/// Among all tiles where those that are listed lack it.
void showInCompare(PageStack& pages, const std::string& id) {
  TilePanel& tiles = comparePage(pages).tiles();
  pages.showMode(Mode::Compare);
  tiles.select(id);
  if (tiles.currentSample() == id) return;
  tiles.choice().setTileSet(TileSet::All);
  tiles.select(id);
}

void annotate(PageStack& pages, const std::string& id) {
  static_cast<AnnotatePage&>(pages.page(Mode::Annotate)).showTile(id);
  pages.showMode(Mode::Annotate);
}

}  // namespace

void linkData(PageStack& pages, Page& page) {
  auto& data = static_cast<DataPage&>(page);
  QObject::connect(&data, &DataPage::compareRequested, &pages,
                   [&pages](const std::string& id) { showInCompare(pages, id); });
  QObject::connect(&data, &DataPage::annotateRequested, &pages,
                   [&pages](const std::string& id) { annotate(pages, id); });
}

void linkTrain(PageStack& pages, Page& page) {
  QObject::connect(&static_cast<TrainPage&>(page), &TrainPage::mendWished, &pages, [&pages](const Finding& finding) {
    pages.showMode(Mode::Data);
    dataPage(pages).mend(finding);
  });
}

/// The way back: what is looked at is selected among all tiles.
void linkCompare(PageStack& pages, Page& page) {
  auto& compare = static_cast<ComparePage&>(page);
  auto* back = new QAction(PageStack::tr("Show in Data"), &compare);
  back->setObjectName("showInData");
  back->setStatusTip(PageStack::tr("Select the tile on the Data page"));
  back->setShortcut(QKeySequence("Ctrl+B"));
  QObject::connect(back, &QAction::triggered, &pages, [&pages, &compare] {
    const std::optional<std::string> tile = compare.tiles().currentSample();
    if (!tile) return;
    pages.showMode(Mode::Data);
    dataPage(pages).showTile(*tile);
  });
  page.addAction(back);
  QObject::connect(&compare, &ComparePage::annotateRequested, &pages,
                   [&pages](const std::string& id) { annotate(pages, id); });
}

void linkAnnotate(PageStack& pages, Page& page) {
  auto& annotating = static_cast<AnnotatePage&>(page);
  QObject::connect(&annotating, &AnnotatePage::compareRequested, &pages,
                   [&pages](const std::string& id) { showInCompare(pages, id); });
  QObject::connect(&annotating, &AnnotatePage::trainRequested, &pages,
                   [&pages](const RunSpec& spec) { trainAgain(pages, spec); });
}

void trainAgain(PageStack& pages, const RunSpec& spec) {
  pages.showMode(Mode::Train);
  trainPage(pages).trainAgain(spec);
}

void linkResults(PageStack& pages, Page& page) {
  auto& results = static_cast<ResultsPage&>(page);
  QObject::connect(&results, &ResultsPage::rerunRequested, &pages, [&pages](const RunSpec& spec) {
    trainPage(pages).showSpec(spec);
    pages.showMode(Mode::Train);
  });
  QObject::connect(&results, &ResultsPage::trainAgainRequested, &pages,
                   [&pages](const RunSpec& spec) { trainAgain(pages, spec); });
  QObject::connect(&results, &ResultsPage::lengtheningRequested, &pages, [&pages](const RunFolder& run) {
    pages.showMode(Mode::Train);
    trainPage(pages).resumeRun(run);
  });
  QObject::connect(&results, &ResultsPage::trainingRequested, &pages, [&pages] { pages.showMode(Mode::Train); });
  QObject::connect(&results, &ResultsPage::compareRequested, &pages, [&pages](const std::vector<RunFolder>& runs) {
    comparePage(pages).showRuns(runs);
    pages.showMode(Mode::Compare);
  });
}

}  // namespace macadam
