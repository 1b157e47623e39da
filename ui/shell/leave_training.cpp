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

}  // namespace

LeaveAnswer askAboutTraining(const RunController& controller, const QString& waiting, QWidget* parent) {
  QMessageBox box(QMessageBox::Question, LeaveTraining::tr("Training is going on"), {}, QMessageBox::NoButton, parent);
  const QString name = QString::fromStdString(controller.currentSpec().name);
  box.setText(name.isEmpty() ? LeaveTraining::tr("A run is in training.")
                             : LeaveTraining::tr("“%1” is in training.").arg(name.toHtmlEscaped()));
  box.setInformativeText(consequences(controller, waiting));
  QPushButton* background = box.addButton(LeaveTraining::tr("Go on in the background"), QMessageBox::AcceptRole);
  if (commandLineProgram().isEmpty()) {
    background->setEnabled(false);
    background->setToolTip(LeaveTraining::tr("macadam-cli is not beside the window’s program"));
  }
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
  connect(&controller, &RunController::failed, this, &LeaveTraining::stay);
}

void LeaveTraining::then(const QString& waiting, std::function<void()> leave) {
  if (controller_.state() == TrainingState::Idle) return leave();
  if (controller_.place() == TrainingPlace::Background) {
    leave_ = std::move(leave);
    return goOn();
  }
  const LeaveAnswer answer = ask_(waiting);
  if (answer == LeaveAnswer::Stay) return;
  leave_ = std::move(leave);
  needsBackground_ = answer == LeaveAnswer::InBackground;
  wait(waiting);
  switch (answer) {
    case LeaveAnswer::InBackground:
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

void LeaveTraining::wait(const QString& waiting) {
  messages_.remove(shownTitle_);
  shownTitle_ = waiting;
  messages_.show({.title = waiting,
                  .detail = needsBackground_
                                ? tr("The run writes its checkpoint and goes on in the background first.")
                                : tr("The run writes its checkpoint first. You can go on working meanwhile."),
                  .actions = {{tr("Stop now"), tr("End the run after the present step, with a checkpoint"),
                               [this, waiting] {
                                 needsBackground_ = false;
                                 wait(waiting);
                                 controller_.stop();
                               }},
                              {tr("Stay"), tr("Keep the window and the project open; the run ends all the same"),
                               [this] { leave_ = {}; }}},
                  .dismissed = [this] { leave_ = {}; }});
}

/// What was to go on in the background could not.
void LeaveTraining::stay() {
  if (!std::exchange(needsBackground_, false)) return;
  leave_ = {};
  messages_.remove(shownTitle_);
}

void LeaveTraining::goOn() {
  if (!leave_) return;
  if (controller_.place() == TrainingPlace::Background && controller_.currentRun()) controller_.letGo();
  if (controller_.state() != TrainingState::Idle) return;
  messages_.remove(shownTitle_);
  std::exchange(leave_, {})();
}

}  // namespace macadam
