#include "ui/jobs/job_row.h"

#include "ui/widgets/duration_text.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>

namespace macadam {
namespace {

constexpr int kBarWidth = 120;
constexpr int kBarHeight = 8;
constexpr qint64 kFirstGuessMilliseconds = 2000;

}  // namespace

JobRow::JobRow(QWidget* parent, JobRowShape shape)
    : QWidget(parent),
      title_(new ElidedLabel(this)),
      progress_(new QProgressBar(this)),
      remaining_(new QLabel(this)),
      cancel_(new QToolButton(this)) {
  progress_->setTextVisible(false);
  progress_->setFixedHeight(kBarHeight);
  remaining_->setForegroundRole(QPalette::PlaceholderText);
  cancel_->setAutoRaise(true);
  cancel_->setAccessibleName(tr("Cancel"));
  cancel_->setIcon(Theme::instance().icon("close"));
  cancel_->setIconSize({12, 12});
  layOut(shape);
  connect(cancel_, &QToolButton::clicked, this, &JobRow::cancel);
}

void JobRow::layOut(JobRowShape shape) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(2);
  if (shape == JobRowShape::Line) {
    progress_->setFixedWidth(kBarWidth);
    grid->addWidget(title_, 0, 0);
    grid->addWidget(progress_, 0, 1);
    grid->addWidget(remaining_, 0, 2);
    grid->addWidget(cancel_, 0, 3);
  } else {
    grid->addWidget(title_, 0, 0, 1, 2);
    grid->addWidget(cancel_, 0, 2);
    grid->addWidget(progress_, 1, 0);
    grid->addWidget(remaining_, 1, 1, 1, 2);
  }
  grid->setColumnStretch(0, 1);
}

void JobRow::follow(const RunningJob& job) {
  const auto& [title, watcher, canBeCancelled] = job;
  if (watcher_ != nullptr) watcher_->disconnect(this);
  watcher_ = watcher;
  if (watcher == nullptr) return;
  title_->setText(title);
  progress_->setAccessibleName(tr("Progress of: %1").arg(title));
  cancel_->setAccessibleName(tr("Cancel: %1").arg(title));
  cancel_->setToolTip(tr("Cancel"));
  cancel_->setVisible(canBeCancelled);
  cancel_->setEnabled(!watcher->isCanceled());
  followed_.start();
  firstValue_ = watcher->progressValue();
  connect(watcher, &QFutureWatcherBase::progressRangeChanged, this, &JobRow::showProgress);
  connect(watcher, &QFutureWatcherBase::progressValueChanged, this, &JobRow::showProgress);
  showProgress();
}

void JobRow::showProgress() {
  const int minimum = watcher_->progressMinimum(), maximum = watcher_->progressMaximum();
  const int value = watcher_->progressValue();
  progress_->setRange(minimum, maximum);
  progress_->setValue(value);
  const qint64 elapsed = followed_.elapsed();
  const bool canGuess = value > firstValue_ && maximum > minimum && elapsed > kFirstGuessMilliseconds;
  const double perStep = canGuess ? double(elapsed) / (value - firstValue_) : 0.0;
  remaining_->setText(canGuess ? remainingTime(perStep * (maximum - value) / 1000.0) : QString());
  remaining_->setVisible(canGuess);
}

void JobRow::cancel() {
  if (watcher_ == nullptr) return;
  watcher_->cancel();
  cancel_->setEnabled(false);
  remaining_->setText(tr("Cancelling…"));
  remaining_->show();
}

}  // namespace macadam
