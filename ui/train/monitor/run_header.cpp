#include "ui/train/monitor/run_header.h"

#include "ui/widgets/duration_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QStringList>
#include <QVBoxLayout>

namespace macadam {
namespace {

const QString kDivider = QStringLiteral("  ·  ");

}  // namespace

QString headerText(const RunHistory& run, const RunProgress* live) {
  if (run.stages().empty()) return RunHeader::tr("Nothing to see yet: start a run, or choose an earlier one");
  QStringList parts;
  const MonitorStage& stage = run.stages().back();
  parts.append(RunHeader::tr("%1, stage %2 of %3")
                   .arg(QString::fromStdString(stage.name))
                   .arg(stage.index + 1)
                   .arg(stage.count));
  parts.append(RunHeader::tr("%L1 of %L2 iterations").arg(run.iteration()).arg(run.totalIterations()));
  if (live == nullptr) {
    parts.append(RunHeader::tr("took %1").arg(spentTime(run.secondsAt(run.iteration()))));
    return parts.join(kDivider);
  }
  if (const double speed = live->imagesPerSecond(); speed > 0.0) {
    parts.append(RunHeader::tr("%L1 images/s").arg(speed, 0, 'f', speed < 10.0 ? 1 : 0));
  }
  if (const std::string rest = progressText(*live); !rest.empty()) parts.append(QString::fromStdString(rest));
  return parts.join(kDivider);
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

void RunHeader::show(const RunHistory& run, const RunProgress* live) {
  constexpr int kSteps = 1000;
  bar_->setRange(0, kSteps);
  const auto total = static_cast<double>(std::max<std::int64_t>(1, run.totalIterations()));
  bar_->setValue(static_cast<int>(kSteps * static_cast<double>(run.iteration()) / total));
  progress_->setText(headerText(run, live));
  load_->setVisible(live != nullptr);
  if (live != nullptr) {
    system_.start();
  } else {
    system_.stop();
  }
}

}  // namespace macadam
