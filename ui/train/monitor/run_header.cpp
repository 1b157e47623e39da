#include "ui/train/monitor/run_header.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QStringList>
#include <QVBoxLayout>
#include <cmath>

namespace macadam {

QString clockText(double seconds) {
  const qint64 whole = std::llround(seconds);
  const QChar zero('0');
  const QString tail = QString(":%1").arg(whole % 60, 2, 10, zero);
  if (whole < 3600) return QString::number(whole / 60) + tail;
  return QString("%1:%2").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, zero) + tail;
}

QString progressText(const RunHistory& run, bool isTraining) {
  if (run.stages().empty()) return RunHeader::tr("Nothing to see yet: start a run, or choose an earlier one");
  QStringList parts;
  const MonitorStage& stage = run.stages().back();
  parts.append(RunHeader::tr("%1, stage %2 of %3")
                   .arg(QString::fromStdString(stage.name))
                   .arg(stage.index + 1)
                   .arg(stage.count));
  parts.append(RunHeader::tr("%L1 of %L2 iterations").arg(run.iteration()).arg(run.totalIterations()));
  if (const double speed = run.imagesPerSecond(); speed > 0.0) {
    parts.append(RunHeader::tr("%L1 images/s").arg(speed, 0, 'f', speed < 10.0 ? 1 : 0));
  }
  if (!isTraining) {
    parts.append(RunHeader::tr("took %1").arg(clockText(run.secondsAt(run.iteration()))));
  } else if (const double left = run.remainingSeconds(); left > 0.0) {
    parts.append(RunHeader::tr("about %1 left").arg(clockText(left)));
  }
  return parts.join(QStringLiteral("  ·  "));
}

RunHeader::RunHeader(QWidget* parent)
    : QWidget(parent), bar_(new QProgressBar(this)), progress_(new QLabel(this)), load_(new QLabel(this)) {
  bar_->setTextVisible(false);
  bar_->setMaximumHeight(6);
  bar_->setAccessibleName(tr("Progress of the run"));
  progress_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  load_->setAccessibleName(tr("Load of the machine"));
  for (QLabel* label : {progress_, load_}) label->setMinimumWidth(80);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 2, 8, 2);
  layout->setSpacing(4);
  layout->addWidget(bar_);
  layout->addWidget(progress_);
  layout->addWidget(load_);
  load_->hide();
  connect(&system_, &SystemLoad::changed, load_, &QLabel::setText);
}

void RunHeader::show(const RunHistory& run, bool isTraining) {
  constexpr int kSteps = 1000;
  bar_->setRange(0, kSteps);
  const auto total = static_cast<double>(std::max<std::int64_t>(1, run.totalIterations()));
  bar_->setValue(static_cast<int>(kSteps * static_cast<double>(run.iteration()) / total));
  progress_->setText(progressText(run, isTraining));
  load_->setVisible(isTraining);
  if (isTraining) {
    system_.start();
  } else {
    system_.stop();
  }
}

}  // namespace macadam
