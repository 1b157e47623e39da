#include "ui/results/results_page.h"

#include "ui/project/project_document.h"
#include "ui/results/curves_panel.h"
#include "ui/results/details_panel.h"
#include "ui/results/differences_panel.h"
#include "ui/results/notes_change.h"
#include "ui/results/paper_table.h"
#include "ui/results/results_actions.h"
#include "ui/results/results_panels.h"
#include "ui/results/run_filter_bar.h"
#include "ui/results/run_table_view.h"
#include "ui/results/run_words.h"
#include "ui/results/table_panel.h"
#include "ui/results/written_report.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plain_keys.h"

#include <QAction>
#include <QDesktopServices>
#include <QItemSelectionModel>
#include <QMenu>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <optional>
#include <utility>

namespace macadam {

ResultsPage::ResultsPage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : Page(parent),
      jobs_(jobs),
      engine_(std::move(engine)),
      controller_(controller),
      costs_(std::make_shared<NetworkCosts>(engine_)),
      feed_(controller),
      filtered_(runs_),
      notes_(jobs),
      deletion_(jobs, feed_, history_),
      measured_(jobs, engine_, controller),
      actions_(new ResultsActions(*this, controller, deletion_, [this] { return choice(); })),
      panels_(new ResultsPanels(filtered_, jobs, costs_, *actions_, this)) {
  plainKeys().allowIn(panels_->table());
  auto* separator = new QAction(this);
  separator->setSeparator(true);
  addAction(separator);
  addActions(panels_->curves().exportActions());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(panels_);
  connectRuns();
  connectActions();
  showRuns();
}

ResultsPage::~ResultsPage() = default;

void ResultsPage::connectRuns() {
  connect(&stale_, &StaleRuns::compared, &feed_, &RunFeed::showStale);
  connect(&feed_, &RunFeed::changed, this, &ResultsPage::showRuns);
  connect(&feed_, &RunFeed::updated, this, [this](const RunRecord& run) {
    runs_.updateRun(run);
    panels_->details().updateRun(run);
    enableActions();
  });
  connect(&feed_, &RunFeed::eventsArrived, &panels_->curves(), &CurvesPanel::addEvents);
  connect(&runs_, &RunTableModel::notesEdited, this, &ResultsPage::changeNotes);
  connect(&panels_->details(), &DetailsPanel::notesEdited, this, &ResultsPage::changeNotes);
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
    undoOffer_ =
        connect(&history_, &QUndoStack::indexChanged, &panels_->notice(), &QWidget::hide, Qt::SingleShotConnection);
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
  connect(&measured_, &MeasuredDifferences::changed, this, &ResultsPage::showDifference);
  connect(&measured_, &MeasuredDifferences::failed, this, &ResultsPage::report);
  connect(&panels_->filterBar(), &RunFilterBar::changed, this, [this] {
    filtered_.setFilter(panels_->filterBar().filter());
    showCount();
  });
  connect(panels_, &ResultsPanels::trainingRequested, this, &ResultsPage::trainingRequested);
  const QItemSelectionModel* selection = panels_->table().selectionModel();
  connect(selection, &QItemSelectionModel::selectionChanged, this, &ResultsPage::showSelection);
  connect(selection, &QItemSelectionModel::currentRowChanged, this, &ResultsPage::showSelection);
}

void ResultsPage::connectActions() {
  RunTableView& table = panels_->table();
  auto* menu = new QMenu(&table);
  actions_->fillRunMenu(*menu);
  giveMnemonics(*menu);
  connect(&table, &QWidget::customContextMenuRequested, menu,
          [&table, menu](const QPoint& at) { menu->popup(table.viewport()->mapToGlobal(at)); });
  TablePanel& comparison = panels_->comparison();
  connect(&comparison, &TablePanel::tableChanged, this, &ResultsPage::enableActions);
  connect(&comparison, &TablePanel::exported, this, [this](const std::filesystem::path& file) {
    Q_EMIT message(tr("Table written to %1").arg(QString::fromStdString(file.string())));
  });
  connect(actions_, &ResultsActions::message, this, &ResultsPage::message);
  connect(actions_, &ResultsActions::accessChanged, this, &ResultsPage::showAccess);
  connect(actions_, &ResultsActions::rerunRequested, this, &ResultsPage::rerunRequested);
  connect(actions_, &ResultsActions::trainAgainRequested, this, &ResultsPage::trainAgainRequested);
  connect(actions_, &ResultsActions::lengtheningRequested, this, &ResultsPage::lengtheningRequested);
  connect(actions_, &ResultsActions::compareRequested, this, &ResultsPage::compareRequested);
  connect(actions_, &ResultsActions::differenceWished, this, [this] { measured_.measure(choice().pair()); });
  connect(actions_, &ResultsActions::renameWished, this, &ResultsPage::rename);
  connect(actions_, &ResultsActions::copyWished, &comparison, &TablePanel::copy);
  connect(actions_, &ResultsActions::exportWished, &comparison, &TablePanel::exportTo);
  connect(actions_, &ResultsActions::reportWished, this, &ResultsPage::writeReportTo);
  connect(actions_, &ResultsActions::findWished, &panels_->filterBar(), &RunFilterBar::focusText);
  connect(actions_, &ResultsActions::refreshWished, &feed_, &RunFeed::refresh);
}

void ResultsPage::setDocument(ProjectDocument* document) {
  document_ = document;
  measured_.setDocument(document);
  actions_->setDocument(document);
  showAccess();
  history_.clear();
  panels_->notice().hide();
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
  panels_->details().setNotesEditable(mayWrite);
  enableActions();
}

void ResultsPage::showRuns() {
  runs_.setRuns(feed_.runs());
  panels_->filterBar().offer(feed_.runs());
  filtered_.setFilter(panels_->filterBar().filter());
  showCount();
  showSelection();
}

void ResultsPage::showCount() {
  panels_->showCount(filtered_.rowCount(), runs_.rowCount(), document_ != nullptr);
}

void ResultsPage::showSelection() {
  const RunChoice chosen = choice();
  const std::vector<RunRecord>& selected = chosen.selected();
  panels_->differences().setRuns(selected);
  showDifference();
  const std::vector<RunRecord> reported = chosen.reported();
  panels_->comparison().setRuns(reported, !selected.empty());
  panels_->curves().setRuns(reported);
  const RunTableView& table = panels_->table();
  const QModelIndex current = table.currentIndex();
  const bool hasCurrent = current.isValid() && table.selectionModel()->isRowSelected(current.row());
  std::optional<RunRecord> shown;
  if (hasCurrent) {
    shown = filtered_.run(current);
  } else if (!selected.empty()) {
    shown = selected.front();
  }
  const bool isKnown = shown && document_ != nullptr;
  panels_->details().setRun(shown, isKnown ? suiteText(*shown, feed_.runs(), document_->runs().folder()) : QString());
  enableActions();
}

RunChoice ResultsPage::choice() const {
  std::vector<RunRecord> selected;
  QModelIndexList rows = panels_->table().selectionModel()->selectedRows();
  std::ranges::sort(rows, {}, &QModelIndex::row);
  for (const QModelIndex& row : rows) selected.push_back(filtered_.run(row));
  return {std::move(selected), feed_.runs()};
}

void ResultsPage::showDifference() {
  panels_->differences().setMeasured(measured_.textOf(choice().pair()));
}

void ResultsPage::enableActions() {
  actions_->enable(panels_->comparison().hasTable());
}

void ResultsPage::rename() {
  RunTableView& table = panels_->table();
  const QModelIndex current = table.currentIndex();
  if (!current.isValid()) return;
  const QModelIndex name = current.siblingAtColumn(static_cast<int>(RunColumn::Name));
  table.setCurrentIndex(name);
  table.edit(name);
}

void ResultsPage::writeReportTo(const std::filesystem::path& folder) {
  // A run in training keeps the cores.
  const int threads = controller_.state() == TrainingState::Idle ? 0 : 1;
  jobs_.startLong<WrittenReport>(
      tr("Writing the report"), this,
      [runs = foldersOf(choice().reported()), title = document_ ? document_->name() : QString(), folder,
       engine = engine_, costs = costs_, threads](QPromise<WrittenReport>& promise) {
        promise.addResult(writeReportOf(runs, title, folder, engine, *costs, threads, progressOf(promise)));
      },
      [this](const WrittenReport& written) {
        const QStringList text =
            QStringList(tr("The report is in %1.").arg(QString::fromStdString(written.page.parent_path().string()))) +
            written.remarks;
        say(text.join(' '), tr("Open"), [page = QString::fromStdString(written.page.string())] {
          QDesktopServices::openUrl(QUrl::fromLocalFile(page));
        });
      },
      [this](const QList<Problem>& problems) { report(problems); });
}

void ResultsPage::report(const QList<Problem>& problems) {
  QStringList lines;
  for (const Problem& problem : problems) lines.append(problemText({problem}));
  say(lines.join('\n'));
}

/// In place of what was said before, which nothing of that one ends any more.
void ResultsPage::say(const QString& text, const QString& action, std::function<void()> act) {
  disconnect(undoOffer_);
  panels_->notice().show(text, action, std::move(act));
}

void ResultsPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  feed_.refresh();
}

void ResultsPage::saveState() const {
  panels_->saveState();
}

void ResultsPage::restoreState() {
  panels_->restoreState();
}

}  // namespace macadam
