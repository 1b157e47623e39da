#include "ui/jobs/job_bar.h"

#include <QHBoxLayout>

namespace macadam {
namespace {

constexpr int kShowAfterMilliseconds = 350;

}  // namespace

JobBar::JobBar(Jobs& jobs, QWidget* parent)
    : QWidget(parent),
      jobs_(jobs),
      first_(new JobRow(this)),
      more_(new QToolButton(this)),
      popup_(new QFrame(this, Qt::Popup)),
      rows_(new QVBoxLayout(popup_)) {
  setAccessibleName(tr("Work in the background"));
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  clock_.start();
  delay_.setSingleShot(true);
  delay_.setInterval(kShowAfterMilliseconds);
  more_->setAutoRaise(true);
  more_->setToolTip(tr("Show everything that runs in the background"));
  more_->setAccessibleName(tr("All background work"));
  popup_->setFrameShape(QFrame::StyledPanel);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(first_);
  layout->addWidget(more_);
  hide();
  connect(&delay_, &QTimer::timeout, this, &JobBar::refresh);
  connect(more_, &QToolButton::clicked, this, &JobBar::showPopup);
  connect(&jobs, &Jobs::started, this, &JobBar::add);
  connect(&jobs, &Jobs::finished, this, [this](QFutureWatcherBase* watcher) {
    startedAt_.remove(watcher);
    if (isVisibleTo(parentWidget())) refresh();
  });
}

void JobBar::add(const QString&, QFutureWatcherBase* watcher) {
  startedAt_.insert(watcher, clock_.elapsed());
  if (!delay_.isActive()) delay_.start();
}

void JobBar::refresh() {
  QList<RunningJob> shown;
  bool waiting = false;
  for (const RunningJob& job : jobs_.running()) {
    const bool isOld = clock_.elapsed() - startedAt_.value(job.watcher) >= kShowAfterMilliseconds;
    if (isOld) shown.append(job);
    waiting = waiting || !isOld;
  }
  if (waiting) delay_.start();
  setVisible(!shown.isEmpty());
  if (shown.isEmpty()) {
    first_->follow({});
    popup_->hide();
    return;
  }
  if (first_->watcher() != shown.first().watcher) first_->follow(shown.first());
  more_->setVisible(shown.size() > 1);
  more_->setText(tr("+%1").arg(shown.size() - 1));
  if (popup_->isVisible()) showPopup();
}

void JobBar::showPopup() {
  qDeleteAll(popup_->findChildren<JobRow*>(QString(), Qt::FindDirectChildrenOnly));
  for (const RunningJob& job : jobs_.running()) {
    auto* row = new JobRow(popup_);
    row->follow(job);
    rows_->addWidget(row);
  }
  popup_->adjustSize();
  const QPoint corner = mapToGlobal(QPoint(width(), 0));
  popup_->move(corner - QPoint(popup_->width(), popup_->height() + 6));
  popup_->show();
}

}  // namespace macadam
