#include "ui/shell/leave_training.h"

#include <QMessageBox>
#include <QPushButton>
#include <utility>
#include <variant>

namespace macadam {
namespace {

QString consequences(const RunController& controller, const QString& waiting) {
  QStringList parts{
      LeaveTraining::tr("The run goes on until its next checkpoint, or stops after the present step and "
                        "writes one. Either way it can be resumed later.")};
  if (controller.currentTask() && std::holds_alternative<NewSuite>(*controller.currentTask())) {
    parts.append(LeaveTraining::tr(
        "What its suite has not trained yet does not begin; train the suite again to go on with it."));
  }
  parts.append(LeaveTraining::tr("%1. Until then you can go on working.").arg(waiting));
  if (!controller.queue().empty()) {
    parts.append(
        LeaveTraining::tr("What waits in the queue is kept: it is there when the project is opened again, and "
                          "does not start by itself."));
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
  QPushButton* later = box.addButton(LeaveTraining::tr("Train until the next checkpoint"), QMessageBox::AcceptRole);
  QPushButton* now = box.addButton(LeaveTraining::tr("Stop now"), QMessageBox::DestructiveRole);
  QPushButton* stay = box.addButton(LeaveTraining::tr("Stay"), QMessageBox::RejectRole);
  box.setDefaultButton(stay);
  box.setEscapeButton(stay);
  box.exec();
  if (box.clickedButton() == later) return LeaveAnswer::AtNextCheckpoint;
  return box.clickedButton() == now ? LeaveAnswer::StopNow : LeaveAnswer::Stay;
}

LeaveTraining::LeaveTraining(RunController& controller, MessageBar& messages,
                             std::function<LeaveAnswer(const QString&)> ask, QObject* parent)
    : QObject(parent), controller_(controller), messages_(messages), ask_(std::move(ask)) {
  // Queued: training that ends here may begin its next run in the same breath.
  connect(&controller, &RunController::stateChanged, this, &LeaveTraining::goOn, Qt::QueuedConnection);
}

void LeaveTraining::then(const QString& waiting, std::function<void()> leave) {
  if (controller_.state() == TrainingState::Idle) return leave();
  const LeaveAnswer answer = ask_(waiting);
  if (answer == LeaveAnswer::Stay) return;
  leave_ = std::move(leave);
  wait(waiting);
  if (answer == LeaveAnswer::StopNow) {
    controller_.stop();
  } else {
    controller_.stopAtNextCheckpoint();
  }
  goOn();
}

void LeaveTraining::wait(const QString& waiting) {
  messages_.remove(shownTitle_);
  shownTitle_ = waiting;
  messages_.show({.title = waiting,
                  .detail = tr("The run writes its checkpoint first. You can go on working meanwhile."),
                  .actions = {{tr("Stop now"), tr("End the run after the present step, with a checkpoint"),
                               [this, waiting] {
                                 wait(waiting);
                                 controller_.stop();
                               }},
                              {tr("Stay"), tr("Keep the window and the project open; the run ends all the same"),
                               [this] { leave_ = {}; }}},
                  .dismissed = [this] { leave_ = {}; }});
}

void LeaveTraining::goOn() {
  if (controller_.state() != TrainingState::Idle || !leave_) return;
  messages_.remove(shownTitle_);
  std::exchange(leave_, {})();
}

}  // namespace macadam
