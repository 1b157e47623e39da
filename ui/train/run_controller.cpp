#include "ui/train/run_controller.h"

#include "ui/train/suite_estimate.h"
#include "ui/train/training_worker.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

/// Letters that the window takes at once, so that a flood of events leaves it time for people.
constexpr std::size_t kLettersAtOnce = 1000;

QString title(const NewRun& task) {
  return QString::fromStdString(task.spec.name);
}

QString title(const ResumedRun& task) {
  return RunController::tr("Resume %1").arg(QString::fromStdString(task.folder.name()));
}

QString title(const NewSuite& task) {
  const QString name = QString::fromStdString(task.runs.filename().string());
  if (task.hasBegun) return RunController::tr("Suite %1, what is left of %2 runs").arg(name).arg(task.plan.size());
  return task.plan.size() == 1 ? RunController::tr("Suite %1, one run").arg(name)
                               : RunController::tr("Suite %1, %2 runs").arg(name).arg(task.plan.size());
}

TrainingTask begun(TrainingTask task) {
  if (auto* suite = std::get_if<NewSuite>(&task)) suite->hasBegun = true;
  return task;
}

bool resumes(const TrainingTask& task, const RunFolder& run) {
  const auto* resumed = std::get_if<ResumedRun>(&task);
  return resumed != nullptr && resumed->folder == run;
}

TrainingPlace placeOf(const TrainingTask& task) {
  return std::visit(
      [](const auto& known) {
        if constexpr (requires { known.place; })
          return known.place;
        else
          return TrainingPlace::Window;
      },
      task);
}

/// The events in front of the letters, up to `limit` and not beyond the end of a run.
std::vector<Event> takeEvents(std::deque<Letter>& letters, std::size_t limit) {
  std::vector<Event> events;
  while (!letters.empty() && events.size() < limit) {
    Letter& letter = letters.front();
    if (auto* event = std::get_if<Event>(&letter)) {
      events.push_back(std::move(*event));
    } else if (!std::holds_alternative<std::monostate>(letter)) {
      break;
    }
    letters.pop_front();
    if (!events.empty() && std::holds_alternative<RunFinished>(events.back())) break;
  }
  return events;
}

}  // namespace

RunController::RunController(EngineAccess engine, QObject* parent)
    : QObject(parent),
      mailbox_([this] { QMetaObject::invokeMethod(this, "deliver", Qt::QueuedConnection); }),
      worker_(std::make_unique<TrainingWorker>(std::move(engine), mailbox_)) {}

RunController::~RunController() {
  worker_.reset();
}

QString RunController::titleOf(const TrainingTask& task) {
  return std::visit([](const auto& known) { return title(known); }, task);
}

std::optional<double> RunController::suiteSecondsLeft() const {
  const auto* suite = task_ ? std::get_if<NewSuite>(&*task_) : nullptr;
  return suite != nullptr && inSuite_ ? macadam::suiteSecondsLeft(suite->plan, inSuite_->index, progress_)
                                      : std::nullopt;
}

bool RunController::mayBegin(const QString& title) {
  if (obstacle_.isEmpty()) return true;
  Q_EMIT failed(title, {Problem{{}, obstacle_.toStdString(), {}}});
  return false;
}

void RunController::add(TrainingTask task) {
  if (!mayBegin(titleOf(task))) return;
  const bool waits = state_ != TrainingState::Idle || !queue_.empty();
  queue_.push_back(std::move(task));
  if (waits) {
    Q_EMIT queueChanged();
  } else {
    startNext();
  }
}

void RunController::start(TrainingTask task) {
  if (!mayBegin(titleOf(task))) return;
  if (state_ != TrainingState::Idle) return add(std::move(task));
  queue_.push_front(std::move(task));
  startNext();
}

void RunController::resumeRuns(const std::vector<ResumedRun>& runs) {
  if (runs.empty() || !mayBegin(title(runs.front()))) return;
  auto place = queue_.begin();
  for (const ResumedRun& run : runs) {
    const auto waiting =
        std::find_if(place, queue_.end(), [&](const TrainingTask& task) { return resumes(task, run.folder); });
    if (waiting != queue_.end()) {
      std::rotate(place, waiting, waiting + 1);
    } else if (isTaken(run.folder)) {
      continue;
    } else {
      place = queue_.insert(place, run);
    }
    ++place;
  }
  Q_EMIT queueChanged();
  startNext();
}

bool RunController::isTaken(const RunFolder& run) const {
  const auto takes = [&](const TrainingTask& task) { return resumes(task, run); };
  return currentRun_ == run || (task_ && takes(*task_)) || std::ranges::any_of(queue_, takes);
}

void RunController::setQueue(std::deque<TrainingTask> tasks) {
  queue_ = std::move(tasks);
  holdsQueue_ = true;
  Q_EMIT queueChanged();
}

void RunController::removeQueued(std::size_t index) {
  if (index >= queue_.size()) return;
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(index));
  Q_EMIT queueChanged();
}

void RunController::moveQueued(std::size_t from, std::size_t to) {
  if (from >= queue_.size() || to >= queue_.size() || from == to) return;
  TrainingTask task = std::move(queue_[from]);
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(from));
  queue_.insert(queue_.begin() + static_cast<std::ptrdiff_t>(to), std::move(task));
  Q_EMIT queueChanged();
}

void RunController::watch(const RunFolder& run, const ProcessMark& trainer) {
  if (state_ != TrainingState::Idle) return;
  place_ = TrainingPlace::Background;
  worker_->follow(run, trainer);
  setState(TrainingState::Starting);
}

void RunController::continueIn(TrainingPlace place) {
  const bool staysThere = place == place_ && state_ != TrainingState::Stopping;
  if (state_ == TrainingState::Idle || staysThere) return;
  goesOnIn_ = place;
  worker_->stop();
  worker_->resume();
  setState(TrainingState::Stopping);
}

void RunController::letGo() {
  if (state_ == TrainingState::Idle || place_ != TrainingPlace::Background) return;
  holdsQueue_ = true;
  goesOnIn_.reset();
  worker_->letGo();
}

void RunController::pause() {
  if (place_ == TrainingPlace::Background) return;
  if (state_ != TrainingState::Starting && state_ != TrainingState::Training) return;
  worker_->pause();
  setState(TrainingState::Paused);
}

void RunController::resume() {
  if (state_ != TrainingState::Paused) return;
  worker_->resume();
  setState(currentRun_ ? TrainingState::Training : TrainingState::Starting);
}

void RunController::stop() {
  if (state_ == TrainingState::Idle) return;
  holdsQueue_ = true;
  goesOnIn_.reset();
  worker_->stop();
  setState(TrainingState::Stopping);
}

void RunController::stopAtNextCheckpoint() {
  if (state_ == TrainingState::Idle) return;
  holdsQueue_ = true;
  goesOnIn_.reset();
  worker_->stopAtNextCheckpoint();
  worker_->resume();
  setState(TrainingState::Stopping);
}

void RunController::releaseQueue() {
  const bool isToEnd = state_ == TrainingState::Stopping && !goesOnIn_;
  if (!isToEnd) holdsQueue_ = false;
}

void RunController::startNext() {
  if (state_ != TrainingState::Idle || queue_.empty() || !mayBegin(titleOf(queue_.front()))) return;
  holdsQueue_ = false;
  TrainingTask task = std::move(queue_.front());
  queue_.pop_front();
  task_ = task;
  place_ = placeOf(task);
  lastEnding_.reset();
  isUnderWay_ = false;
  worker_->train(std::move(task));
  setState(TrainingState::Starting);
  Q_EMIT queueChanged();
}

/// Takes each part out before it tells of it: what listens may run an event loop of its own, which comes here again.
void RunController::deliver() {
  for (std::size_t room = kLettersAtOnce; room > 0;) {
    if (undelivered_.empty()) undelivered_ = mailbox_.take();
    const std::vector<Event> events = takeEvents(undelivered_, room);
    if (!events.empty()) {
      room -= events.size();
      deliver(events);
      continue;
    }
    if (undelivered_.empty()) return;
    const Letter letter = std::move(undelivered_.front());
    undelivered_.pop_front();
    --room;
    if (const auto* began = std::get_if<RunBegan>(&letter)) deliver(*began);
    if (const auto* ended = std::get_if<TaskEnded>(&letter)) deliver(*ended);
  }
  QMetaObject::invokeMethod(this, "deliver", Qt::QueuedConnection);
}

void RunController::deliver(const RunBegan& began) {
  currentRun_ = began.folder;
  currentSpec_ = began.spec;
  inSuite_ = began.inSuite;
  progress_ = RunProgress(began.plannedIterations, began.spec.schedule.evaluateEvery);
  lastEnding_.reset();
  if (state_ == TrainingState::Starting) setState(TrainingState::Training);
  Q_EMIT runStarted(began.folder, began.spec);
}

void RunController::deliver(const std::vector<Event>& events) {
  const RunFolder run = currentRun_.value_or(RunFolder{{}});
  const auto* ended = std::get_if<RunFinished>(&events.back());
  if (ended != nullptr) lastEnding_ = ended->ending;
  for (const Event& event : events) {
    progress_.add(event);
    isUnderWay_ = isUnderWay_ || std::holds_alternative<StageStarted>(event) || std::holds_alternative<StepDone>(event);
  }
  Q_EMIT eventsArrived(events);
  if (ended != nullptr) Q_EMIT runEnded(run, *ended);
}

void RunController::deliver(const TaskEnded& ended) {
  const QString title = task_ ? titleOf(*task_) : currentRun_ ? QString::fromStdString(currentRun_->name()) : QString();
  const std::optional<RunFolder> run = std::exchange(currentRun_, std::nullopt);
  const std::optional<TrainingPlace> next = std::exchange(goesOnIn_, std::nullopt);
  currentSpec_ = {};
  inSuite_.reset();
  const bool couldNotGoOn =
      task_ && std::holds_alternative<ResumedRun>(*task_) && lastEnding_ == Ending::Failed && !isUnderWay_;
  if (couldNotGoOn) holdsQueue_ = true;
  const bool staysInQueue = ended.stopped && task_.has_value();
  if (staysInQueue) queue_.push_front(begun(std::move(*task_)));
  task_.reset();
  place_ = TrainingPlace::Window;
  const bool goesOn = next && run && lastEnding_ == Ending::Stopped;
  if (goesOn) queue_.push_front(ResumedRun{.folder = *run, .place = *next});
  setState(TrainingState::Idle);
  if (staysInQueue || couldNotGoOn) Q_EMIT queueChanged();
  const bool holdsQueue = holdsQueue_;
  if (obstacle_.isEmpty() && (goesOn || !holdsQueue)) startNext();
  holdsQueue_ = holdsQueue;  // what waits behind the run that goes on is not let loose by it
  if (!ended.problems.empty()) Q_EMIT failed(title, QList<Problem>(ended.problems.begin(), ended.problems.end()));
}

void RunController::setState(TrainingState state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged();
}

}  // namespace macadam
