#include "ui/shell/page_table.h"

#include "ui/annotate/annotate_page.h"
#include "ui/compare/compare_page.h"
#include "ui/data/data_page.h"
#include "ui/results/results_page.h"
#include "ui/shell/page_links.h"
#include "ui/shell/page_stack.h"
#include "ui/train/train_page.h"

#include <algorithm>

namespace macadam {

const std::vector<PageEntry>& pageTable() {
  static const std::vector<PageEntry> table{
      {.mode = Mode::Data,
       .id = "modeData",
       .icon = "mode-data",
       .name = PageStack::tr("Data"),
       .hint = PageStack::tr("See the tiles and decide which of them count as labelled"),
       .build = [](const PageServices& with, QWidget* parent) -> Page* { return new DataPage(with.jobs, parent); },
       .connect = linkData},
      {.mode = Mode::Train,
       .id = "modeTrain",
       .icon = "train",
       .name = PageStack::tr("Train"),
       .hint = PageStack::tr("Set up a run and watch it learn"),
       .build = [](const PageServices& with, QWidget* parent) -> Page* {
         return new TrainPage(with.jobs, with.engine, with.controller, parent);
       },
       .connect = linkTrain},
      {.mode = Mode::Compare,
       .id = "modeCompare",
       .icon = "mode-compare",
       .name = PageStack::tr("Compare"),
       .hint = PageStack::tr("See student, teachers and truth side by side"),
       .build = [](const PageServices& with, QWidget* parent) -> Page* {
         return new ComparePage(with.jobs, with.engine, with.controller, parent);
       },
       .connect = linkCompare},
      {.mode = Mode::Annotate,
       .id = "modeAnnotate",
       .icon = "mode-annotate",
       .name = PageStack::tr("Annotate"),
       .hint = PageStack::tr("Mend labels, and make new ones"),
       .build = [](const PageServices& with, QWidget* parent) -> Page* {
         return new AnnotatePage(with.jobs, with.engine, with.controller, parent);
       },
       .connect = linkAnnotate},
      {.mode = Mode::Results,
       .id = "modeResults",
       .icon = "mode-results",
       .name = PageStack::tr("Results"),
       .hint = PageStack::tr("All runs, their figures and the table for the paper"),
       .build = [](const PageServices& with, QWidget* parent) -> Page* {
         return new ResultsPage(with.jobs, with.engine, with.controller, parent);
       },
       .connect = linkResults},
  };
  return table;
}

const PageEntry& pageEntry(Mode mode) {
  return *std::ranges::find(pageTable(), mode, &PageEntry::mode);
}

}  // namespace macadam
