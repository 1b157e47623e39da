#include "ui/train/resume_dialog.h"

#include "ui/project/run_names.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/window_words.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace macadam {
namespace {

constexpr int kMostIterations = 1'000'000;
constexpr int kIterationStep = 100;

QString stateText(const RunSummary& summary) {
  switch (summary.state) {
    case RunState::Prepared:
      return ResumeDialog::tr("not begun");
    case RunState::Interrupted:
      return ResumeDialog::tr("interrupted");
    case RunState::Completed:
      return ResumeDialog::tr("completed");
    case RunState::Failed:
      return ResumeDialog::tr("failed");
    default:
      return ResumeDialog::tr("stopped");
  }
}

QString lineOf(const RunRecord& run) {
  const QString name = runListName(run);
  if (run.summary.totalIterations == 0) return QString("%1 – %2").arg(name, stateText(run.summary));
  return ResumeDialog::tr("%1 – %2 at %L3 of %L4 iterations")
      .arg(name, stateText(run.summary))
      .arg(run.summary.iterations)
      .arg(run.summary.totalIterations);
}

}  // namespace

bool canResume(const RunRecord& run) {
  return run.problem.isEmpty() && run.summary.state != RunState::Running;
}

ResumeDialog::ResumeDialog(std::vector<RunRecord> runs, QWidget* parent)
    : QDialog(parent),
      runs_(std::move(runs)),
      list_(new QListWidget(this)),
      more_(new QSpinBox(this)),
      resume_(new QPushButton(tr("Resume"), this)) {
  setWindowTitle(tr("Resume a run"));
  auto* intro = new QLabel(
      tr("It goes on from its last checkpoint, or begins again without one, with the settings and the split that it "
         "began with."),
      this);
  intro->setWordWrap(true);
  // What waits to be finished comes before what could be lengthened.
  std::ranges::stable_partition(runs_, [](const RunRecord& run) { return run.summary.state != RunState::Completed; });
  list_->setAccessibleName(tr("Runs that can go on"));
  for (const RunRecord& run : runs_) {
    auto* item = new QListWidgetItem(lineOf(run), list_);
    item->setToolTip(run.summary.message.empty() ? QString::fromStdString(run.folder.path().string())
                                                 : inWindowWords(QString::fromStdString(run.summary.message)));
  }
  more_->setRange(0, kMostIterations);
  more_->setSingleStep(kIterationStep);
  more_->setGroupSeparatorShown(true);
  auto* hint = new MutedLabel(tr("The learning rate then falls over the longer course of the last stage."), this);
  auto* lengthening = new QFormLayout;
  lengthening->addRow(tr("&Iterations to add"), more_);
  lengthening->addRow(hint);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  buttons->addButton(resume_, QDialogButtonBox::AcceptRole);
  resume_->setDefault(true);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(intro);
  layout->addWidget(list_, 1);
  layout->addLayout(lengthening);
  layout->addWidget(buttons);
  connect(list_, &QListWidget::itemActivated, resume_, &QPushButton::click);
  connect(list_, &QListWidget::currentRowChanged, this, &ResumeDialog::showChoice);
  connect(more_, &QSpinBox::valueChanged, this, [this] { resume_->setEnabled(chosen().has_value()); });
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  list_->setCurrentRow(0);
  showChoice();
  resize(560, 360);
}

void ResumeDialog::choose(const RunFolder& run) {
  const auto found = std::ranges::find(runs_, run, &RunRecord::folder);
  if (found != runs_.end()) list_->setCurrentRow(static_cast<int>(found - runs_.begin()));
}

std::optional<ResumedRun> ResumeDialog::chosen() const {
  const int row = list_->currentRow();
  if (row < 0) return std::nullopt;
  const RunRecord& run = runs_[static_cast<std::size_t>(row)];
  const bool ended = run.summary.state == RunState::Completed;
  if (ended && more_->value() == 0) return std::nullopt;
  return ResumedRun{run.folder, more_->value()};
}

/// Half its length again is offered for a run that came to its end, nothing more for the others.
void ResumeDialog::showChoice() {
  const int row = list_->currentRow();
  if (row >= 0) {
    const RunRecord& run = runs_[static_cast<std::size_t>(row)];
    const bool ended = run.summary.state == RunState::Completed;
    more_->setValue(ended ? static_cast<int>(iterationsOf(run.spec.method) / 2) : 0);
  }
  resume_->setEnabled(chosen().has_value());
}

}  // namespace macadam
