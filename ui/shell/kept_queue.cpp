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
  connect(&controller, &RunController::stateChanged, this, [this] { messages_.remove(offerTitle()); });
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
  messages_.show({.title = offerTitle(),
                  .detail = tr("Nothing of it starts by itself: %1.").arg(titles.join(", ")),
                  .actions = {{tr("Start next"), tr("Start what waits first in the queue"),
                               [&controller = controller_] { controller.startNext(); }}}});
}

void KeptQueue::save() {
  waiting_ = controller_.queue();
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
    saveQueue(controller_.queue(), file_);
  } catch (const Error& error) {
    messages_.showProblems(unsavedTitle(), problemsOf(error));
  }
}

}  // namespace macadam
