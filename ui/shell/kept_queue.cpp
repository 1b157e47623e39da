#include "ui/shell/kept_queue.h"

#include "ui/jobs/problem_list.h"
#include "ui/train/queue_file.h"

#include <utility>

namespace macadam {
namespace {

QString offerTitle() {
  return KeptQueue::tr("The queue waits as it was left");
}

QString unsavedTitle() {
  return KeptQueue::tr("The queue could not be saved");
}

bool trainsSuite(const RunController& controller) {
  return controller.currentTask() && std::holds_alternative<NewSuite>(*controller.currentTask());
}

/// What waits, and before that a suite in training, whose later runs nothing else would remember after a crash.
std::deque<TrainingTask> tasksOf(const RunController& controller) {
  std::deque<TrainingTask> tasks = controller.queue();
  if (!trainsSuite(controller)) return tasks;
  tasks.push_front(*controller.currentTask());
  std::get<NewSuite>(tasks.front()).hasBegun = true;
  return tasks;
}

}  // namespace

KeptQueue::KeptQueue(RunController& controller, Jobs& jobs, MessageBar& messages, std::filesystem::path file)
    : controller_(controller), jobs_(jobs), messages_(messages), file_(std::move(file)) {
  try {
    controller.setQueue(loadQueue(file_));
  } catch (const Error& error) {
    messages.showProblems(tr("What waited in the queue could not be read"), problemsOf(error));
  }
  if (!controller.queue().empty()) offer();
  connect(&controller, &RunController::queueChanged, this, &KeptQueue::save);
  connect(&controller, &RunController::stateChanged, this, [this] {
    messages_.remove(offerTitle());
    if (keepsSuite_ != trainsSuite(controller_)) save();
  });
}

KeptQueue::~KeptQueue() {
  controller_.disconnect(this);
  finishWriting();
  messages_.remove(offerTitle());
  controller_.setQueue({});
}

void KeptQueue::offer() {
  QStringList titles;
  for (const TrainingTask& task : controller_.queue()) titles.append(RunController::titleOf(task));
  messages_.show(
      {.title = offerTitle(),
       .detail = tr("It begins with “Start next”, or after a run that you start: %1.").arg(titles.join(", ")),
       .actions = {{tr("Start next"), tr("Start what waits first in the queue"),
                    [&controller = controller_] { controller.startNext(); }}}});
}

void KeptQueue::save() {
  keepsSuite_ = trainsSuite(controller_);
  waiting_ = tasksOf(controller_);
  if (!writing_) write();
}

void KeptQueue::write() {
  writing_ = jobs_.startWriting<bool>(
      tr("Saving the queue"), this,
      [queue = *std::exchange(waiting_, std::nullopt), file = file_](QPromise<bool>& promise) {
        saveQueue(queue, file);
        promise.addResult(true);
      },
      [this](bool) { messages_.remove(unsavedTitle()); },
      [this](const QList<Problem>& problems) { messages_.showProblems(unsavedTitle(), problems); },
      [this] {
        writing_.reset();
        if (waiting_) write();
      });
}

/// Nobody will be there to hear how it ends, so it ends here.
void KeptQueue::finishWriting() {
  if (!writing_) return;
  writing_->waitForFinished();
  try {
    saveQueue(tasksOf(controller_), file_);
  } catch (const Error& error) {
    messages_.showProblems(unsavedTitle(), problemsOf(error));
  }
}

}  // namespace macadam
