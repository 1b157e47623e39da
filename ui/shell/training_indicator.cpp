#include "ui/shell/training_indicator.h"

#include "ui/widgets/theme.h"

#include <QLocale>

namespace macadam {
namespace {

constexpr int kRefreshMilliseconds = 250;

QString word(TrainingState state) {
  switch (state) {
    case TrainingState::Idle:
      break;
    case TrainingState::Starting:
      return TrainingIndicator::tr("Starting");
    case TrainingState::Training:
      return TrainingIndicator::tr("Training");
    case TrainingState::Paused:
      return TrainingIndicator::tr("Paused");
    case TrainingState::Stopping:
      return TrainingIndicator::tr("Stopping");
  }
  return {};
}

const char* symbol(TrainingState state) {
  return state == TrainingState::Paused ? "pause" : "train";
}

}  // namespace

TrainingIndicator::TrainingIndicator(const RunController& controller, QWidget* parent)
    : QToolButton(parent), controller_(controller) {
  setAutoRaise(true);
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  setAccessibleName(tr("Training"));
  setToolTip(tr("Show the run in training"));
  setStatusTip(toolTip());
  delay_.setSingleShot(true);
  delay_.setInterval(kRefreshMilliseconds);
  connect(&delay_, &QTimer::timeout, this, &TrainingIndicator::refresh);
  connect(&controller, &RunController::stateChanged, this, &TrainingIndicator::refresh);
  connect(&controller, &RunController::runStarted, this, &TrainingIndicator::refresh);
  connect(&controller, &RunController::eventsArrived, this, [this] {
    if (!delay_.isActive()) delay_.start();
  });
  refresh();
}

void TrainingIndicator::refresh() {
  const TrainingState state = controller_.state();
  setVisible(state != TrainingState::Idle);
  if (state == TrainingState::Idle) return;
  setIcon(Theme::instance().icon(symbol(state)));
  setText(words());
  setAccessibleDescription(text());
}

QString TrainingIndicator::words() const {
  QStringList parts{word(controller_.state())};
  if (controller_.currentRun()) parts[0] += " " + QString::fromStdString(controller_.currentSpec().name);
  if (controller_.place() == TrainingPlace::Background) parts[0] = tr("%1 in the background").arg(parts[0]);
  if (const auto& place = controller_.placeInSuite(); place && place->count > 1)
    parts.append(tr("run %1 of %2").arg(place->index + 1).arg(place->count));
  const RunProgress& progress = controller_.progress();
  const QLocale locale;
  if (progress.totalIterations() > 0 && progress.iteration() > 0) {
    parts.append(tr("%1 of %2")
                     .arg(locale.toString(qlonglong(progress.iteration())),
                          locale.toString(qlonglong(progress.totalIterations()))));
  }
  if (controller_.state() == TrainingState::Training) parts.append(QString::fromStdString(progressText(progress)));
  parts.removeAll(QString());
  return parts.join(" · ");
}

}  // namespace macadam
