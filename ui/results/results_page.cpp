#include "ui/results/results_page.h"

#include "ui/project/project_document.h"
#include "ui/project/writing_actions.h"
#include "ui/results/curves_panel.h"
#include "ui/results/details_panel.h"
#include "ui/results/differences_panel.h"
#include "ui/results/notes_change.h"
#include "ui/results/paper_table.h"
#include "ui/results/run_filter_bar.h"
#include "ui/results/run_table_view.h"
#include "ui/results/run_words.h"
#include "ui/results/table_panel.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/notice_bar.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <algorithm>
#include <iterator>

namespace macadam {
namespace {

constexpr auto kSettings = "results";

/// The measure that curves are of, as settings have it: scores from 0 in the order of their plots, but 4 is the loss.
constexpr int kRememberedLoss = 4;

int rememberedAs(MonitorPanel measured) {
  return measured == MonitorPanel::Loss ? kRememberedLoss : static_cast<int>(measured) - 1;
}

MonitorPanel measuredFrom(int remembered) {
  return remembered == kRememberedLoss ? MonitorPanel::Loss : static_cast<MonitorPanel>(remembered + 1);
}

}  // namespace

ResultsPage::ResultsPage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : Page(parent),
      jobs_(jobs),
      engine_(std::move(engine)),
      controller_(controller),
      costs_(std::make_shared<NetworkCosts>(engine_)),
      feed_(controller),
      filtered_(runs_),
      notes_(jobs),
      writing_(new WritingActions(this)),
      deletion_(jobs, feed_, history_) {
  makeActions();
  writing_->add({resume_, lengthen_, again_, againFromStudent_, rename_, delete_});
  connect(writing_, &WritingActions::changed, this, &ResultsPage::showAccess);
  layOut();
  connectRuns();
  showRuns();
}

ResultsPage::~ResultsPage() = default;

void ResultsPage::connectRuns() {
  connect(&stale_, &StaleRuns::compared, &feed_, &RunFeed::showStale);
  connect(&feed_, &RunFeed::changed, this, &ResultsPage::showRuns);
  connect(&feed_, &RunFeed::updated, this, [this](const RunRecord& run) {
    runs_.updateRun(run);
    details_->updateRun(run);
    enableActions();
  });
  connect(&feed_, &RunFeed::eventsArrived, curves_, &CurvesPanel::addEvents);
  connect(&runs_, &RunTableModel::notesEdited, this, &ResultsPage::changeNotes);
  connect(details_, &DetailsPanel::notesEdited, this, &ResultsPage::changeNotes);
  connect(&notes_, &NotesWriter::written, &feed_, &RunFeed::refresh);
  connect(&notes_, &NotesWriter::failed, this, [this](const RunFolder& run, const QList<Problem>& problems) {
    feed_.forgetNotes(run);
    report(problems);
  });
  connect(&deletion_, &RunDeletion::removed, this, [this](int count) {
    say(count == 1 ? tr("The run was moved to the trash, where it stays until the trash is emptied.")
                   : tr("%1 runs were moved to the trash, where they stay until it is emptied.").arg(count),
        tr("Undo"), [this] { history_.undo(); });
    // After another step the notice would undo that one.
    undoOffer_ = connect(&history_, &QUndoStack::indexChanged, notice_, &QWidget::hide, Qt::SingleShotConnection);
    enableActions();
  });
  connect(&deletion_, &RunDeletion::restored, this, [this](int count) {
    Q_EMIT message(count == 1 ? tr("The run is back") : tr("%1 runs are back").arg(count));
    enableActions();
  });
  connect(&deletion_, &RunDeletion::failed, this, [this](const QList<Problem>& problems) {
    report(problems);
    enableActions();
  });
  connect(filterBar_, &RunFilterBar::changed, this, [this] {
    filtered_.setFilter(filterBar_->filter());
    showCount();
  });
  connect(clearFilter_, &QPushButton::clicked, filterBar_, &RunFilterBar::clear);
  connect(setUp_, &QPushButton::clicked, this, &ResultsPage::trainingRequested);
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ResultsPage::showSelection);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ResultsPage::showSelection);
  auto* menu = new QMenu(table_);
  menu->addActions(
      {resume_, lengthen_, again_, againFromStudent_, rerun_, compare_, difference_, rename_, openFolder_});
  menu->addSeparator();
  menu->addAction(delete_);
  giveMnemonics(*menu);
  connect(table_, &QWidget::customContextMenuRequested, menu,
          [this, menu](const QPoint& at) { menu->popup(table_->viewport()->mapToGlobal(at)); });
  connect(comparison_, &TablePanel::tableChanged, this, &ResultsPage::enableActions);
  connect(comparison_, &TablePanel::exported, this, [this](const std::filesystem::path& file) {
    Q_EMIT message(tr("Table written to %1").arg(QString::fromStdString(file.string())));
  });
}

void ResultsPage::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) document_->disconnect(this);
  document_ = document;
  const auto forget = [this] {
    measured_.clear();
    showDifference();
  };
  measured_.clear();
  if (document != nullptr) {
    connect(document, &ProjectDocument::labelsChanged, this, forget);
    connect(document, &ProjectDocument::splitChanged, this, forget);
  }
  writing_->setDocument(document);
  showAccess();
  history_.clear();
  notice_->hide();
  feed_.setCatalog(document != nullptr ? &document->runs() : nullptr);
  stale_.setDocument(document);
}

void ResultsPage::changeNotes(const RunFolder& run, const RunNotes& notes) {
  const RunRecord* known = feed_.find(run);
  if (known == nullptr) return;
  history_.push(new NotesChange(run, known->notes, notes, [this](const RunFolder& of, const RunNotes& now) {
    notes_.write(of, now);
    feed_.showNotes(of, now);
  }));
}

void ResultsPage::showAccess() {
  const bool mayWrite = document_ == nullptr || document_->obstacle().isEmpty();
  runs_.setEditable(mayWrite);
  details_->setNotesEditable(mayWrite);
  enableActions();
}

void ResultsPage::showRuns() {
  runs_.setRuns(feed_.runs());
  filterBar_->offer(feed_.runs());
  filtered_.setFilter(filterBar_->filter());
  showCount();
  showSelection();
}

void ResultsPage::showCount() {
  const int all = runs_.rowCount();
  const int shown = filtered_.rowCount();
  count_->setVisible(all > 0);
  if (shown < all) {
    count_->setText(tr("%1 of %2 runs").arg(shown).arg(all));
  } else {
    count_->setText(all == 1 ? tr("1 run") : tr("%1 runs").arg(all));
  }
  clearFilter_->setVisible(all > 0);
  setUp_->setVisible(document_ != nullptr && all == 0);
  filterBar_->setEnabled(document_ != nullptr && all > 0);
  if (!document_) {
    emptyText_->setText(tr("Open a project to see its runs."));
  } else if (all == 0) {
    emptyText_->setText(
        tr("This project has no runs yet. What is trained appears here at once, also what "
           "macadam-cli trains in the project’s folder."));
  } else {
    emptyText_->setText(tr("No run fits the filter."));
  }
  stack_->setCurrentIndex(shown > 0 ? 0 : 1);
  tabs_->setVisible(all > 0);
}

void ResultsPage::showSelection() {
  const std::vector<RunRecord> selected = selectedRuns();
  differences_->setRuns(selected);
  showDifference();
  const std::vector<RunRecord> chosen = chosenRuns();
  comparison_->setRuns(chosen, !selected.empty());
  curves_->setRuns(chosen);
  const QModelIndex current = table_->currentIndex();
  const bool hasCurrent = current.isValid() && table_->selectionModel()->isRowSelected(current.row());
  std::optional<RunRecord> shown;
  if (hasCurrent) {
    shown = filtered_.run(current);
  } else if (!selected.empty()) {
    shown = selected.front();
  }
  const bool isKnown = shown && document_ != nullptr;
  details_->setRun(shown, isKnown ? suiteText(*shown, feed_.runs(), document_->runs().folder()) : QString());
  enableActions();
}

/// In the order in which they are shown.
std::vector<RunRecord> ResultsPage::selectedRuns() const {
  std::vector<RunRecord> runs;
  QModelIndexList rows = table_->selectionModel()->selectedRows();
  std::ranges::sort(rows, {}, &QModelIndex::row);
  for (const QModelIndex& row : rows) runs.push_back(filtered_.run(row));
  return runs;
}

std::vector<RunRecord> ResultsPage::readableSelection() const {
  std::vector<RunRecord> runs = selectedRuns();
  std::erase_if(runs, [](const RunRecord& run) { return !run.problem.isEmpty(); });
  return runs;
}

std::vector<RunRecord> ResultsPage::chosenRuns() const {
  std::vector<RunRecord> runs = readableSelection();
  if (!runs.empty()) return runs;
  std::ranges::copy_if(feed_.runs(), std::back_inserter(runs), [](const RunRecord& run) {
    return run.problem.isEmpty() && run.summary.state == RunState::Completed;
  });
  return runs;
}

void ResultsPage::report(const QList<Problem>& problems) {
  QStringList lines;
  for (const Problem& problem : problems) lines.append(problemText({problem}));
  say(lines.join('\n'));
}

/// In place of what was said before, which nothing of that one ends any more.
void ResultsPage::say(const QString& text, const QString& action, std::function<void()> act) {
  disconnect(undoOffer_);
  notice_->show(text, action, std::move(act));
}

void ResultsPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  feed_.refresh();
}

void ResultsPage::saveState() const {
  QSettings settings;
  settings.beginGroup(kSettings);
  settings.setValue("columns", table_->columnState());
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("details", details_->splitter().saveState());
  settings.setValue("tab", tabs_->currentIndex());
  settings.setValue("onlyDiffering", differences_->onlyDiffering());
  settings.setValue("metric", rememberedAs(curves_->measured()));
  settings.setValue("hiddenTableColumns", comparison_->hiddenColumns());
  settings.setValue("axis", static_cast<int>(curves_->axis()));
}

void ResultsPage::restoreState() {
  QSettings settings;
  settings.beginGroup(kSettings);
  table_->restoreColumnState(settings.value("columns").toByteArray());
  splitter_->restoreState(settings.value("splitter").toByteArray());
  details_->splitter().restoreState(settings.value("details").toByteArray());
  tabs_->setCurrentIndex(settings.value("tab", 0).toInt());
  differences_->setOnlyDiffering(settings.value("onlyDiffering", true).toBool());
  curves_->setMeasured(measuredFrom(settings.value("metric", 0).toInt()));
  comparison_->setHiddenColumns(settings.value("hiddenTableColumns").toStringList());
  curves_->setAxis(settings.value("axis", 0).toInt() == 1 ? CurveAxis::Network : CurveAxis::Run);
}

}  // namespace macadam
