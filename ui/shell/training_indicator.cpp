#include "ui/shell/training_indicator.h"

#include "ui/widgets/duration_text.h"
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
  connect(&controller, &RunController::runStarted, this, &TrainingIndicator::begin);
  connect(&controller, &RunController::eventsArrived, this, &TrainingIndicator::take);
  refresh();
}

void TrainingIndicator::begin() {
  iteration_ = steps_ = 0;
  total_ = controller_.plannedIterations();
  seconds_ = 0.0;
  refresh();
}

void TrainingIndicator::take(const std::vector<Event>& events) {
  for (const Event& event : events) {
    if (const auto* stage = std::get_if<StageStarted>(&event)) {
      total_ = stage->totalIterations;
      steps_ = 0;
      seconds_ = 0.0;
    } else if (const auto* step = std::get_if<StepDone>(&event)) {
      iteration_ = step->iteration;
      seconds_ += step->stepSeconds;
      ++steps_;
    } else if (const auto* evaluated = std::get_if<Evaluated>(&event)) {
      seconds_ += evaluated->seconds;
    }
  }
  if (!delay_.isActive()) delay_.start();
}

void TrainingIndicator::refresh() {
  const TrainingState state = controller_.state();
  setVisible(state != TrainingState::Idle);
  if (state == TrainingState::Idle) return;
  setIcon(Theme::instance().icon(symbol(state)));
  setText(progressText());
  setAccessibleDescription(text());
}

QString TrainingIndicator::progressText() const {
  QStringList parts{word(controller_.state())};
  if (controller_.currentRun()) parts[0] += " " + QString::fromStdString(controller_.currentSpec().name);
  if (controller_.place() == TrainingPlace::Background) parts[0] = tr("%1 in the background").arg(parts[0]);
  const QLocale locale;
  if (total_ > 0 && iteration_ > 0)
    parts.append(tr("%1 of %2").arg(locale.toString(qlonglong(iteration_)), locale.toString(qlonglong(total_))));
  if (steps_ > 1 && controller_.state() == TrainingState::Training) {
    parts.append(remainingTime(seconds_ / double(steps_) * double(total_ - iteration_)));
  }
  return parts.join(" · ");
}

}  // namespace macadam
