#include "ui/train/resume_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace macadam {
namespace {

QString stateText(const RunSummary& summary) {
  switch (summary.state) {
    case RunState::Prepared:
      return ResumeDialog::tr("not begun");
    case RunState::Interrupted:
      return ResumeDialog::tr("interrupted");
    case RunState::Failed:
      return ResumeDialog::tr("failed");
    default:
      return ResumeDialog::tr("stopped");
  }
}

QString lineOf(const RunRecord& run) {
  const QString name = QString::fromStdString(run.folder.name());
  if (run.summary.totalIterations == 0) return QString("%1 – %2").arg(name, stateText(run.summary));
  return ResumeDialog::tr("%1 – %2 at %L3 of %L4 iterations")
      .arg(name, stateText(run.summary))
      .arg(run.summary.iterations)
      .arg(run.summary.totalIterations);
}

}  // namespace

bool canResume(const RunRecord& run) {
  return run.problem.isEmpty() && run.summary.state != RunState::Completed && run.summary.state != RunState::Running;
}

ResumeDialog::ResumeDialog(std::vector<RunRecord> runs, QWidget* parent)
    : QDialog(parent), runs_(std::move(runs)), list_(new QListWidget(this)) {
  setWindowTitle(tr("Resume a run"));
  auto* intro =
      new QLabel(tr("It goes on from its last checkpoint with the settings and the split that it began with."), this);
  intro->setWordWrap(true);
  list_->setAccessibleName(tr("Runs that can go on"));
  for (const RunRecord& run : runs_) {
    auto* item = new QListWidgetItem(lineOf(run), list_);
    item->setToolTip(
        QString::fromStdString(run.summary.message.empty() ? run.folder.path().string() : run.summary.message));
  }
  list_->setCurrentRow(0);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  QPushButton* resume = buttons->addButton(tr("Resume"), QDialogButtonBox::AcceptRole);
  resume->setDefault(true);
  resume->setEnabled(!runs_.empty());
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(intro);
  layout->addWidget(list_, 1);
  layout->addWidget(buttons);
  connect(list_, &QListWidget::itemActivated, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  resize(560, 320);
}

std::optional<RunFolder> ResumeDialog::chosen() const {
  const int row = list_->currentRow();
  return row < 0 ? std::nullopt : std::optional(runs_[static_cast<std::size_t>(row)].folder);
}

}  // namespace macadam
