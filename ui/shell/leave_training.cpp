#include "ui/shell/leave_training.h"

#include <QMessageBox>
#include <QPushButton>
#include <utility>

namespace macadam {

LeaveAnswer askAboutTraining(const RunController& controller, QWidget* parent) {
  QMessageBox box(QMessageBox::Question, LeaveTraining::tr("Training is going on"), {}, QMessageBox::NoButton, parent);
  const QString name = QString::fromStdString(controller.currentSpec().name);
  box.setText(name.isEmpty() ? LeaveTraining::tr("A run is in training.")
                             : LeaveTraining::tr("“%1” is in training.").arg(name.toHtmlEscaped()));
  box.setInformativeText(LeaveTraining::tr("Either way the run keeps what it has learned and can be resumed later."));
  QPushButton* later = box.addButton(LeaveTraining::tr("Train until the next checkpoint"), QMessageBox::AcceptRole);
  QPushButton* now = box.addButton(LeaveTraining::tr("Stop now"), QMessageBox::DestructiveRole);
  QPushButton* stay = box.addButton(LeaveTraining::tr("Stay"), QMessageBox::RejectRole);
  box.setDefaultButton(stay);
  box.setEscapeButton(stay);
  box.exec();
  if (box.clickedButton() == later) return LeaveAnswer::AtNextCheckpoint;
  return box.clickedButton() == now ? LeaveAnswer::StopNow : LeaveAnswer::Stay;
}

LeaveTraining::LeaveTraining(RunController& controller, MessageBar& messages, std::function<LeaveAnswer()> ask,
                             QObject* parent)
    : QObject(parent), controller_(controller), messages_(messages), ask_(std::move(ask)) {
  // Queued: training that ends here may begin its next run in the same breath.
  connect(&controller, &RunController::stateChanged, this, &LeaveTraining::goOn, Qt::QueuedConnection);
}

void LeaveTraining::then(const QString& waiting, std::function<void()> leave) {
  if (controller_.state() == TrainingState::Idle) return leave();
  const LeaveAnswer answer = ask_();
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
