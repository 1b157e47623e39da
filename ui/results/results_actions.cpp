#include "session/run_difference.h"
#include "session/run_report.h"
#include "ui/project/project_document.h"
#include "ui/project/run_names.h"
#include "ui/project/train_again.h"
#include "ui/results/differences_panel.h"
#include "ui/results/paper_table.h"
#include "ui/results/results_page.h"
#include "ui/results/run_filter_bar.h"
#include "ui/results/run_table_view.h"
#include "ui/results/run_words.h"
#include "ui/results/table_panel.h"
#include "ui/results/written_report.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>
#include <algorithm>

namespace macadam {
namespace {

bool isResumable(const RunRecord& run) {
  return run.problem.isEmpty() && (run.summary.state == RunState::Stopped ||
                                   run.summary.state == RunState::Interrupted || run.summary.state == RunState::Failed);
}

std::vector<RunFolder> foldersOf(const std::vector<RunRecord>& runs) {
  std::vector<RunFolder> folders;
  for (const RunRecord& run : runs) folders.push_back(run.folder);
  return folders;
}

QUrl fileUrl(const std::filesystem::path& path) {
  return QUrl::fromLocalFile(QString::fromStdString(path.string()));
}

LastFolder exportFolder(const ProjectDocument* document) {
  return LastFolder("exports", document == nullptr ? QString() : document->parentFolder());
}

}  // namespace

QAction* ResultsPage::addPageAction(const char* name, const QString& text, const QString& tip,
                                    const QKeySequence& shortcut, const char* icon, void (ResultsPage::*slot)()) {
  auto* action = new QAction(text, this);
  action->setObjectName(QString("results.") + name);
  action->setStatusTip(tip);
  const QString keys = shortcut.toString(QKeySequence::NativeText);
  action->setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys));
  action->setShortcut(shortcut);
  if (*icon != '\0') action->setIcon(Theme::instance().icon(icon));
  connect(action, &QAction::triggered, this, slot);
  addAction(action);
  return action;
}

void ResultsPage::addSeparator() {
  auto* separator = new QAction(this);
  separator->setSeparator(true);
  addAction(separator);
}

void ResultsPage::makeActions() {
  resume_ = addPageAction("resume", tr("Resume"), tr("Train on from the last checkpoint of the selected runs"),
                          tr("Ctrl+Shift+R"), "play", &ResultsPage::resumeRun);
  lengthen_ = addPageAction("lengthen", tr("Train past the end…"),
                            tr("Go on with the selected run, which is complete, for more iterations"),
                            tr("Ctrl+Shift+T"), "", &ResultsPage::lengthen);
  again_ = addPageAction("trainAgain", tr("Train again"),
                         tr("Train the settings of the selected run once more, on the labels and the split of now"),
                         tr("Ctrl+Shift+A"), "", &ResultsPage::trainAgain);
  againFromStudent_ = addPageAction(
      "trainAgainFromStudent", tr("Train again from its student"),
      tr("Train the settings of the selected run on the labels and the split of now, beginning with its student"),
      tr("Ctrl+Shift+B"), "", &ResultsPage::trainAgainFromStudent);
  rerun_ =
      addPageAction("rerun", tr("Rerun with a change…"), tr("Open the settings of the selected run on the Train page"),
                    tr("Ctrl+Shift+E"), "repeat", &ResultsPage::rerun);
  compare_ =
      addPageAction("compare", tr("Compare predictions"), tr("Show what the selected runs predict, side by side"),
                    tr("Ctrl+Shift+C"), "side-by-side", &ResultsPage::compare);
  difference_ = addPageAction("difference", tr("Measure difference"),
                              tr("Count two selected runs on the validation tiles, with the labels of today, and tell "
                                 "their difference with its spread over the tiles"),
                              tr("Ctrl+Shift+U"), "", &ResultsPage::measureDifference);
  rename_ = addPageAction("rename", tr("Rename"), tr("Give the selected run a name; its folder keeps its own"),
                          tr("Ctrl+Alt+N"), "", &ResultsPage::rename);
  openFolder_ = addPageAction("openFolder", tr("Open folder"), tr("Show the files of the selected runs"),
                              tr("Ctrl+Shift+O"), "folder", &ResultsPage::openFolder);
  addSeparator();
  copyMarkdown_ =
      addPageAction("copyMarkdown", tr("Copy table as Markdown"), tr("Copy the table of the chosen runs as Markdown"),
                    tr("Ctrl+Shift+M"), "", &ResultsPage::copyMarkdown);
  copyCsv_ = addPageAction("copyCsv", tr("Copy table as CSV"), tr("Copy the table with full precision as CSV"),
                           tr("Ctrl+Shift+V"), "", &ResultsPage::copyCsv);
  copyLatex_ = addPageAction("copyLatex", tr("Copy table as LaTeX"), tr("Copy the table for a LaTeX paper"),
                             tr("Ctrl+Shift+L"), "", &ResultsPage::copyLatex);
  exportTable_ = addPageAction("exportTable", tr("Export table…"), tr("Save the table as Markdown, CSV or LaTeX"),
                               tr("Ctrl+E"), "export", &ResultsPage::exportTable);
  writeReport_ = addPageAction("writeReport", tr("Write report…"),
                               tr("Save tables, curves, settings and provenance as one page that needs nothing else"),
                               tr("Ctrl+Shift+P"), "report", &ResultsPage::writeReport);
  addSeparator();
  delete_ = addPageAction("delete", tr("Delete"), tr("Move the selected runs to the trash"), QKeySequence::Delete,
                          "trash", &ResultsPage::deleteRuns);
  delete_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  addSeparator();
  addPageAction("find", tr("Filter runs"), tr("Go to the filter"), QKeySequence::Find, "search",
                &ResultsPage::findRuns);
  addPageAction("refresh", tr("Read runs again"), tr("Look for new and changed runs on disk"), QKeySequence::Refresh,
                "", &ResultsPage::refresh);
}

void ResultsPage::enableActions() {
  const std::vector<RunRecord> selected = selectedRuns();
  const auto readable = std::ranges::count_if(selected, [](const RunRecord& run) { return run.problem.isEmpty(); });
  nameResume(selected);
  lengthen_->setEnabled(readable == 1 && selected.size() == 1 && selected.front().summary.state == RunState::Completed);
  rerun_->setEnabled(readable == 1 && selected.size() == 1);
  again_->setEnabled(rerun_->isEnabled() && document_ != nullptr);
  againFromStudent_->setEnabled(again_->isEnabled() && hasTrainedStudent(selected.front()));
  compare_->setEnabled(readable > 0);
  difference_->setEnabled(document_ != nullptr && comparedRuns().size() == 2);
  openFolder_->setEnabled(!selected.empty());
  rename_->setEnabled(selected.size() == 1 && selected.front().notesProblem.isEmpty());
  delete_->setEnabled(
      std::ranges::any_of(selected, [](const RunRecord& run) { return run.summary.state != RunState::Running; }));
  for (QAction* action : {copyMarkdown_, copyCsv_, copyLatex_, exportTable_})
    action->setEnabled(comparison_->hasTable());
  writeReport_->setEnabled(!chosenRuns().empty());
}

/// It says which run it means, or how many.
void ResultsPage::nameResume(const std::vector<RunRecord>& selected) {
  const auto count = std::ranges::count_if(selected, isResumable);
  resume_->setEnabled(count > 0);
  const auto one = std::ranges::find_if(selected, isResumable);
  const QString text = count == 0   ? tr("Resume")
                       : count == 1 ? tr("Resume %1").arg(runName(*one))
                                    : tr("Resume %1 runs").arg(count);
  const QString keys = resume_->shortcut().toString(QKeySequence::NativeText);
  const QString tip = tr("%1 from the last checkpoint (%2)").arg(text, keys);
  if (resume_->toolTip() == tip) return;  // a menu may have given the text a letter
  resume_->setToolTip(tip);
  resume_->setText(QString(text).replace('&', "&&"));
}

void ResultsPage::rename() {
  const QModelIndex current = table_->currentIndex();
  if (!current.isValid()) return;
  const QModelIndex name = current.siblingAtColumn(static_cast<int>(RunColumn::Name));
  table_->setCurrentIndex(name);
  table_->edit(name);
}

void ResultsPage::openFolder() {
  for (const RunRecord& run : selectedRuns()) QDesktopServices::openUrl(fileUrl(run.folder.path()));
}

void ResultsPage::resumeRun() {
  std::vector<ResumedRun> runs;
  for (const RunRecord& run : selectedRuns()) {
    if (isResumable(run)) runs.push_back({run.folder});
  }
  controller_.resumeRuns(runs);
}

void ResultsPage::lengthen() {
  const std::vector<RunRecord> runs = readableSelection();
  if (!runs.empty()) Q_EMIT lengtheningRequested(runs.front().folder);
}

void ResultsPage::rerun() {
  const std::vector<RunRecord> runs = readableSelection();
  if (!runs.empty()) Q_EMIT rerunRequested(runs.front().spec);
}

void ResultsPage::trainAgain() {
  const std::vector<RunRecord> runs = readableSelection();
  if (!runs.empty()) Q_EMIT trainAgainRequested(settingsAgain(runs.front(), Beginning::Anew));
}

void ResultsPage::trainAgainFromStudent() {
  const std::vector<RunRecord> runs = readableSelection();
  if (!runs.empty()) Q_EMIT trainAgainRequested(settingsAgain(runs.front(), Beginning::FromStudent));
}

void ResultsPage::compare() {
  const std::vector<RunFolder> folders = foldersOf(readableSelection());
  if (!folders.empty()) Q_EMIT compareRequested(folders);
}

std::vector<RunRecord> ResultsPage::comparedRuns() const {
  std::vector<RunRecord> runs = selectedRuns();
  const auto hasWeights = [](const RunRecord& run) {
    return run.problem.isEmpty() && mainScores(run.spec, run.summary) != nullptr;
  };
  if (runs.size() != 2 || !std::ranges::all_of(runs, hasWeights)) return {};
  std::ranges::sort(runs, {}, [](const RunRecord& run) { return run.folder.name(); });
  return runs;
}

void ResultsPage::showDifference() {
  const std::vector<RunRecord> runs = comparedRuns();
  const auto known = runs.empty() ? measured_.end() : measured_.find({runs[0].folder.path(), runs[1].folder.path()});
  differences_->setMeasured(known != measured_.end() ? known->second : QString());
}

void ResultsPage::measureDifference() {
  const std::vector<RunRecord> runs = comparedRuns();
  if (document_ == nullptr || runs.size() != 2) return;
  const auto networkOf = [](const RunRecord& run) { return RunNetwork{run.folder, mainPart(run.spec.method).name}; };
  const auto titleOf = [&](const RunRecord& run) {
    return tr("%1 (%2)").arg(methodText(run.spec.method), runName(run, runs));
  };
  const auto key = std::pair(runs[0].folder.path(), runs[1].folder.path());
  const QString titles = tr("%1 − %2").arg(titleOf(runs[1]), titleOf(runs[0]));
  const CountKeeping keeping = document_->obstacle().isEmpty() ? CountKeeping::Kept : CountKeeping::Forgotten;
  const int threads = controller_.state() == TrainingState::Idle ? 0 : 1;  // a run in training keeps the cores
  measured_[key] = tr("Measuring…");
  showDifference();
  jobs_.startLong<RunDifference>(
      tr("Measuring the difference"), this,
      [first = networkOf(runs[0]), second = networkOf(runs[1]), dataset = document_->dataset(),
       tiles = document_->split().validation, engine = engine_, keeping, threads](QPromise<RunDifference>& promise) {
        promise.addResult(
            differenceOf(first, second, *dataset, tiles, engine(), keeping, threads, progressOf(promise)));
      },
      [this, key, titles, dataset = document_->dataset(), split = document_->split()](const RunDifference& measured) {
        // What was measured before an edit is of yesterday.
        if (document_ == nullptr || document_->dataset() != dataset || document_->split() != split) return;
        QStringList lines{tr("%1: %2").arg(titles, QString::fromStdString(differenceText(measured.difference)))};
        for (const std::string& note : measured.notes) lines.append(QString::fromStdString(note));
        measured_[key] = lines.join('\n');
        showDifference();
      },
      [this](const QList<Problem>& problems) { report(problems); },
      [this, key] {
        measured_.erase(key);
        showDifference();
      });
}

void ResultsPage::copyMarkdown() {
  comparison_->copy(TableFormat::Markdown);
  Q_EMIT message(tr("Table copied as Markdown"));
}

void ResultsPage::copyCsv() {
  comparison_->copy(TableFormat::Csv);
  Q_EMIT message(tr("Table copied as CSV"));
}

void ResultsPage::copyLatex() {
  comparison_->copy(TableFormat::Latex);
  Q_EMIT message(tr("Table copied as LaTeX"));
}

void ResultsPage::exportTable() {
  const LastFolder folder = exportFolder(document_);
  QFileDialog dialog(this, tr("Export table"), folder.path());
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setNameFilters({tr("Markdown (*.md)"), tr("CSV, full precision (*.csv)"), tr("LaTeX (*.tex)")});
  dialog.selectFile("table.md");
  dialog.setDefaultSuffix("md");
  connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString& filter) {
    dialog.setDefaultSuffix(filter.contains(".csv") ? "csv" : filter.contains(".tex") ? "tex" : "md");
  });
  if (dialog.exec() != QDialog::Accepted) return;
  const QString file = dialog.selectedFiles().constFirst();
  folder.remember(QFileInfo(file).path());
  comparison_->exportTo(file.toStdString());
}

void ResultsPage::writeReport() {
  const QString folder = exportFolder(document_).chooseFolder(this, tr("Folder for the report"));
  if (!folder.isEmpty()) writeReportTo(folder.toStdString());
}

void ResultsPage::writeReportTo(const std::filesystem::path& folder) {
  // A run in training keeps the cores.
  const int threads = controller_.state() == TrainingState::Idle ? 0 : 1;
  jobs_.startLong<WrittenReport>(
      tr("Writing the report"), this,
      [runs = foldersOf(chosenRuns()), title = document_ ? document_->name() : QString(), folder, engine = engine_,
       costs = costs_, threads](QPromise<WrittenReport>& promise) {
        promise.addResult(writeReportOf(runs, title, folder, engine, *costs, threads, progressOf(promise)));
      },
      [this](const WrittenReport& written) {
        const QStringList text =
            QStringList(tr("The report is in %1.").arg(QString::fromStdString(written.page.parent_path().string()))) +
            written.remarks;
        say(text.join(' '), tr("Open"), [page = written.page] { QDesktopServices::openUrl(fileUrl(page)); });
      },
      [this](const QList<Problem>& problems) { report(problems); });
}

void ResultsPage::deleteRuns() {
  std::vector<RunFolder> folders;
  for (const RunRecord& run : selectedRuns()) {
    if (run.summary.state != RunState::Running) folders.push_back(run.folder);
  }
  deletion_.remove(folders);
}

void ResultsPage::findRuns() {
  filterBar_->focusText();
}

void ResultsPage::refresh() {
  feed_.refresh();
}

}  // namespace macadam
