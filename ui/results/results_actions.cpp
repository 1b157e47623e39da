#include "ui/results/results_actions.h"

#include "ui/project/run_names.h"
#include "ui/project/writing_actions.h"
#include "ui/results/run_deletion.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QUrl>
#include <utility>

namespace macadam {
namespace {

LastFolder exportFolder(const ProjectDocument* document) {
  return LastFolder("exports", document == nullptr ? QString() : document->parentFolder());
}

}  // namespace

ResultsActions::ResultsActions(Page& page, RunController& controller, RunDeletion& deletion,
                               std::function<RunChoice()> choice)
    : QObject(&page),
      page_(page),
      controller_(controller),
      deletion_(deletion),
      choice_(std::move(choice)),
      writing_(new WritingActions(this)) {
  makeRunActions();
  addSeparator();
  makeTableActions();
  addSeparator();
  delete_ = add("delete", tr("Delete"), tr("Move the selected runs to the trash"), QKeySequence::Delete, "trash",
                [this] { deletion_.remove(foldersOf(choice_().deletable())); });
  delete_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  addSeparator();
  makePageActions();
  writing_->add({resume_, lengthen_, again_, againFromStudent_, rename_, delete_});
  connect(writing_, &WritingActions::changed, this, &ResultsActions::accessChanged);
}

QAction* ResultsActions::add(const char* name, const QString& text, const QString& tip, const QKeySequence& shortcut,
                             const char* icon, std::function<void()> triggered) {
  auto* action = new QAction(text, &page_);
  action->setObjectName(QString("results.") + name);
  action->setStatusTip(tip);
  const QString keys = shortcut.toString(QKeySequence::NativeText);
  action->setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys));
  action->setShortcut(shortcut);
  if (*icon != '\0') action->setIcon(Theme::instance().icon(icon));
  connect(action, &QAction::triggered, this, std::move(triggered));
  page_.addAction(action);
  return action;
}

void ResultsActions::addSeparator() {
  auto* separator = new QAction(&page_);
  separator->setSeparator(true);
  page_.addAction(separator);
}

void ResultsActions::makeRunActions() {
  resume_ = add("resume", tr("Resume"), tr("Train on from the last checkpoint of the selected runs"),
                tr("Ctrl+Shift+R"), "play", [this] { resume(); });
  lengthen_ =
      add("lengthen", tr("Train past the end…"),
          tr("Go on with the selected run, which is complete, for more iterations"), tr("Ctrl+Shift+T"), "", [this] {
            const RunChoice choice = choice_();
            if (choice.only() != nullptr) Q_EMIT lengtheningRequested(choice.only()->folder);
          });
  again_ = add("trainAgain", tr("Train again"),
               tr("Train the settings of the selected run once more, on the labels and the split of now"),
               tr("Ctrl+Shift+A"), "", [this] { trainAgain(Beginning::Anew); });
  againFromStudent_ =
      add("trainAgainFromStudent", tr("Train again from its student"),
          tr("Train the settings of the selected run on the labels and the split of now, beginning with its student"),
          tr("Ctrl+Shift+B"), "", [this] { trainAgain(Beginning::FromStudent); });
  rerun_ = add("rerun", tr("Rerun with a change…"), tr("Open the settings of the selected run on the Train page"),
               tr("Ctrl+Shift+E"), "repeat", [this] {
                 const RunChoice choice = choice_();
                 if (choice.only() != nullptr) Q_EMIT rerunRequested(choice.only()->spec);
               });
  compare_ = add("compare", tr("Compare predictions"), tr("Show what the selected runs predict, side by side"),
                 tr("Ctrl+Shift+C"), "side-by-side", [this] {
                   const std::vector<RunFolder> folders = foldersOf(choice_().readable());
                   if (!folders.empty()) Q_EMIT compareRequested(folders);
                 });
  difference_ = add("difference", tr("Measure difference"),
                    tr("Count two selected runs on the validation tiles, with the labels of today, and tell "
                       "their difference with its spread over the tiles"),
                    tr("Ctrl+Shift+U"), "", [this] { Q_EMIT differenceWished(); });
  rename_ = add("rename", tr("Rename"), tr("Give the selected run a name; its folder keeps its own"), tr("Ctrl+Alt+N"),
                "", [this] { Q_EMIT renameWished(); });
  openFolder_ = add("openFolder", tr("Open folder"), tr("Show the files of the selected runs"), tr("Ctrl+Shift+O"),
                    "folder", [this] { openFolders(); });
}

void ResultsActions::makeTableActions() {
  copyMarkdown_ = add("copyMarkdown", tr("Copy table as Markdown"), tr("Copy the table of the chosen runs as Markdown"),
                      tr("Ctrl+Shift+M"), "", [this] { copy(TableFormat::Markdown, tr("Table copied as Markdown")); });
  copyCsv_ = add("copyCsv", tr("Copy table as CSV"), tr("Copy the table with full precision as CSV"),
                 tr("Ctrl+Shift+V"), "", [this] { copy(TableFormat::Csv, tr("Table copied as CSV")); });
  copyLatex_ = add("copyLatex", tr("Copy table as LaTeX"), tr("Copy the table for a LaTeX paper"), tr("Ctrl+Shift+L"),
                   "", [this] { copy(TableFormat::Latex, tr("Table copied as LaTeX")); });
  exportTable_ = add("exportTable", tr("Export table…"), tr("Save the table as Markdown, CSV or LaTeX"), tr("Ctrl+E"),
                     "export", [this] { exportTable(); });
  writeReport_ = add("writeReport", tr("Write report…"),
                     tr("Save tables, curves, settings and provenance as one page that needs nothing else"),
                     tr("Ctrl+Shift+P"), "report", [this] { writeReport(); });
}

void ResultsActions::makePageActions() {
  add("find", tr("Filter runs"), tr("Go to the filter"), QKeySequence::Find, "search", [this] { Q_EMIT findWished(); });
  add("refresh", tr("Read runs again"), tr("Look for new and changed runs on disk"), QKeySequence::Refresh, "",
      [this] { Q_EMIT refreshWished(); });
}

void ResultsActions::setDocument(ProjectDocument* document) {
  document_ = document;
  writing_->setDocument(document);
}

void ResultsActions::fillRunMenu(QMenu& menu) const {
  menu.addActions({resume_, lengthen_, again_, againFromStudent_, rerun_, compare_, difference_, rename_, openFolder_});
  menu.addSeparator();
  menu.addAction(delete_);
}

void ResultsActions::enable(bool hasTable) {
  const RunChoice choice = choice_();
  const std::vector<RunRecord>& selected = choice.selected();
  const RunRecord* only = choice.only();
  nameResume(choice.resumable());
  lengthen_->setEnabled(only != nullptr && only->summary.state == RunState::Completed);
  rerun_->setEnabled(only != nullptr);
  again_->setEnabled(rerun_->isEnabled() && document_ != nullptr);
  againFromStudent_->setEnabled(again_->isEnabled() && hasTrainedStudent(*only));
  compare_->setEnabled(!choice.readable().empty());
  difference_->setEnabled(document_ != nullptr && choice.pair().size() == 2);
  openFolder_->setEnabled(!selected.empty());
  rename_->setEnabled(selected.size() == 1 && selected.front().notesProblem.isEmpty());
  delete_->setEnabled(!choice.deletable().empty());
  for (QAction* action : {copyMarkdown_, copyCsv_, copyLatex_, exportTable_}) action->setEnabled(hasTable);
  writeReport_->setEnabled(!choice.reported().empty());
}

/// It says which run it means, or how many.
void ResultsActions::nameResume(const std::vector<RunRecord>& resumable) {
  const std::size_t count = resumable.size();
  resume_->setEnabled(count > 0);
  const QString text = count == 0   ? tr("Resume")
                       : count == 1 ? tr("Resume %1").arg(runName(resumable.front()))
                                    : tr("Resume %1 runs").arg(count);
  const QString keys = resume_->shortcut().toString(QKeySequence::NativeText);
  const QString tip = tr("%1 from the last checkpoint (%2)").arg(text, keys);
  if (resume_->toolTip() == tip) return;  // a menu may have given the text a letter
  resume_->setToolTip(tip);
  resume_->setText(QString(text).replace('&', "&&"));
}

void ResultsActions::openFolders() {
  for (const RunFolder& run : foldersOf(choice_().selected())) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(run.path().string())));
  }
}

void ResultsActions::resume() {
  std::vector<ResumedRun> runs;
  for (const RunFolder& run : foldersOf(choice_().resumable())) runs.push_back({run});
  controller_.resumeRuns(runs);
}

void ResultsActions::trainAgain(Beginning beginning) {
  const RunChoice choice = choice_();
  if (choice.only() != nullptr) Q_EMIT trainAgainRequested(settingsAgain(*choice.only(), beginning));
}

void ResultsActions::copy(TableFormat format, const QString& said) {
  Q_EMIT copyWished(format);
  Q_EMIT message(said);
}

void ResultsActions::exportTable() {
  const LastFolder folder = exportFolder(document_);
  QFileDialog dialog(&page_, tr("Export table"), folder.path());
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
  Q_EMIT exportWished(file.toStdString());
}

void ResultsActions::writeReport() {
  const QString folder = exportFolder(document_).chooseFolder(&page_, tr("Folder for the report"));
  if (!folder.isEmpty()) Q_EMIT reportWished(folder.toStdString());
}

}  // namespace macadam
