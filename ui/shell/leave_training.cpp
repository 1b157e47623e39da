#include "ui/shell/leave_training.h"

#include "ui/train/detached_run.h"

#include <QMessageBox>
#include <QPushButton>
#include <utility>
#include <variant>

namespace macadam {
namespace {

QString consequences(const RunController& controller, const QString& waiting) {
  QStringList parts{
      LeaveTraining::tr("In the background the run goes on from a checkpoint in a process of its own, and is watched "
                        "here when the project is opened again."),
      LeaveTraining::tr("Otherwise it goes on until its next checkpoint, or stops after the present step and writes "
                        "one. Either way it can be resumed later.")};
  if (controller.currentTask() && std::holds_alternative<NewSuite>(*controller.currentTask())) {
    parts.append(LeaveTraining::tr(
        "Its suite stays in the queue, where “Start next” goes on with what it has not trained yet."));
  }
  parts.append(LeaveTraining::tr("%1. Until then you can go on working.").arg(waiting));
  if (!controller.queue().empty()) {
    parts.append(
        LeaveTraining::tr("What waits in the queue is kept: it waits there when the project is opened again."));
  }
  return parts.join("\n\n");
}

QString stayedTitle() {
  return LeaveTraining::tr("The run does not go on in the background");
}

}  // namespace

LeaveAnswer askAboutTraining(const RunController& controller, const QString& waiting, QWidget* parent) {
  QMessageBox box(QMessageBox::Question, LeaveTraining::tr("Training is going on"), {}, QMessageBox::NoButton, parent);
  const QString name = QString::fromStdString(controller.currentSpec().name);
  box.setText(name.isEmpty() ? LeaveTraining::tr("A run is in training.")
                             : LeaveTraining::tr("“%1” is in training.").arg(name.toHtmlEscaped()));
  box.setInformativeText(consequences(controller, waiting));
  QPushButton* background = box.addButton(LeaveTraining::tr("Go on in the background"), QMessageBox::AcceptRole);
  const QString whyNot = controller.obstacle().isEmpty() ? whyNoBackground() : controller.obstacle();
  background->setEnabled(whyNot.isEmpty());
  background->setToolTip(whyNot);
  QPushButton* later = box.addButton(LeaveTraining::tr("Train until the next checkpoint"), QMessageBox::AcceptRole);
  QPushButton* now = box.addButton(LeaveTraining::tr("Stop now"), QMessageBox::DestructiveRole);
  QPushButton* stay = box.addButton(LeaveTraining::tr("Stay"), QMessageBox::RejectRole);
  box.setDefaultButton(stay);
  box.setEscapeButton(stay);
  box.exec();
  if (box.clickedButton() == background) return LeaveAnswer::InBackground;
  if (box.clickedButton() == later) return LeaveAnswer::AtNextCheckpoint;
  return box.clickedButton() == now ? LeaveAnswer::StopNow : LeaveAnswer::Stay;
}

LeaveTraining::LeaveTraining(RunController& controller, MessageBar& messages,
                             std::function<LeaveAnswer(const QString&)> ask, QObject* parent)
    : QObject(parent), controller_(controller), messages_(messages), ask_(std::move(ask)) {
  // Queued: training that ends here may begin its next run in the same breath.
  connect(&controller, &RunController::stateChanged, this, &LeaveTraining::goOn, Qt::QueuedConnection);
  connect(&controller, &RunController::failed, this, [this] {  // and tells why
    if (leaving_ && leaving_->needsBackground) end();
  });
}

void LeaveTraining::then(const QString& waiting, std::function<void()> leave) {
  if (controller_.state() == TrainingState::Idle) return leave();
  messages_.remove(stayedTitle());
  if (goesOnAlone()) {
    end();
    leaving_ = {.waiting = waiting, .leave = std::move(leave)};
    return goOn();
  }
  const LeaveAnswer answer = ask_(waiting);
  if (answer == LeaveAnswer::Stay) return;
  const bool holdsQueue = leaving_ && leaving_->holdsQueue;  // since it was asked before
  wait({waiting, std::move(leave), answer == LeaveAnswer::InBackground, holdsQueue});
  switch (answer) {
    case LeaveAnswer::InBackground:
      leaving_->holdsQueue |= controller_.holdQueue();
      controller_.continueIn(TrainingPlace::Background);
      break;
    case LeaveAnswer::StopNow:
      controller_.stop();
      break;
    default:
      controller_.stopAtNextCheckpoint();
  }
  goOn();
}

/// Whether the run is in the background, and stays there.
bool LeaveTraining::goesOnAlone() const {
  return controller_.place() == TrainingPlace::Background && controller_.state() != TrainingState::Stopping;
}

void LeaveTraining::wait(Leaving leaving) {
  end();
  leaving_ = std::move(leaving);
  const bool goesOn = leaving_->needsBackground;
  const auto stopNow = [this] {
    if (auto left = end()) wait({left->waiting, std::move(left->leave), false, left->holdsQueue});
    controller_.stop();
  };
  messages_.show({.title = leaving_->waiting,
                  .detail = goesOn ? tr("The run writes its checkpoint and goes on in the background first.")
                                   : tr("The run writes its checkpoint first. You can go on working meanwhile."),
                  .actions = {{tr("Stop now"), tr("End the run after the present step, with a checkpoint"), stopNow},
                              {tr("Stay"),
                               goesOn ? tr("Keep the window and the project open; the run goes on in the background "
                                           "all the same")
                                      : tr("Keep the window and the project open; the run ends all the same"),
                               [this] { thinkBetter(); }}},
                  .dismissed = [this] { thinkBetter(); }});
}

void LeaveTraining::thinkBetter() {
  if (leaving_ && leaving_->holdsQueue) controller_.releaseQueue();
  leaving_.reset();
}

/// Gives what was waited with, if there was something.
std::optional<LeaveTraining::Leaving> LeaveTraining::end() {
  if (leaving_) messages_.remove(leaving_->waiting);
  return std::exchange(leaving_, std::nullopt);
}

/// What was to go on in the background does not.
void LeaveTraining::stay() {
  end();
  const QString& obstacle = controller_.obstacle();
  messages_.show({.kind = MessageKind::Warning,
                  .title = stayedTitle(),
                  .detail = obstacle.isEmpty() ? tr("It has ended before it could.") : obstacle + '.'});
}

void LeaveTraining::goOn() {
  if (!leaving_) return;
  if (goesOnAlone() && controller_.currentRun()) {
    leaving_->needsBackground = leaving_->holdsQueue = false;
    controller_.letGo();
  }
  if (controller_.state() != TrainingState::Idle) return;
  if (leaving_->needsBackground) return stay();
  end()->leave();
}

}  // namespace macadam
