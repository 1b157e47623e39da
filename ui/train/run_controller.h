#pragma once

#include "base/error.h"
#include "runs/process_mark.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"
#include "train/events.h"
#include "train/run_progress.h"
#include "ui/project/engine_access.h"
#include "ui/train/event_mailbox.h"
#include "ui/train/training_task.h"

#include <QObject>
#include <QString>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace macadam {

class TrainingWorker;

enum class TrainingState { Idle, Starting, Training, Paused, Stopping };

/// Trains what is asked for, one after another, on one thread beside the window; lives in the UI thread.
///
/// Events come in batches, in the UI thread, in their order; of previews that come faster than the window takes them,
/// the newest of each network. A run in the background is trained by a process of its own and watched as if it were
/// trained here. Destroying it stops training with a checkpoint and waits for that; a run in the background goes on.
class RunController : public QObject {
  Q_OBJECT

 public:
  explicit RunController(EngineAccess engine, QObject* parent = nullptr);
  ~RunController() override;

  TrainingState state() const { return state_; }
  /// What is in training.
  const std::optional<TrainingTask>& currentTask() const { return task_; }
  /// The run in training; of a suite, the one that is its turn.
  const std::optional<RunFolder>& currentRun() const { return currentRun_; }
  const RunSpec& currentSpec() const { return currentSpec_; }
  /// Of the run in training.
  const RunProgress& progress() const { return progress_; }
  /// Empty for one that is in no suite.
  const std::optional<SuitePlace>& placeInSuite() const { return inSuite_; }
  /// Until the suite in training has ended, by the pace of its present run; empty where that is not known.
  std::optional<double> suiteSecondsLeft() const;
  /// Where it is trained.
  TrainingPlace place() const { return place_; }
  /// What waits, next first.
  const std::deque<TrainingTask>& queue() const { return queue_; }
  static QString titleOf(const TrainingTask& task);

  /// Starts it now, or after what is in training and in the queue.
  void add(TrainingTask task);
  /// Starts it now, before what waits, which then follows; after all of that while something trains.
  void start(TrainingTask task);
  /// Takes them up again before what waits, in their order. One that waits already comes to the front as it is. Where
  /// one cannot go on, what waits does not begin before `startNext`: whoever asked for it decides what comes first.
  void resumeRuns(const std::vector<ResumedRun>& runs);
  /// Watches a run that `trainer`, a process of this machine, trains; does nothing while something is in training.
  void watch(const RunFolder& run, const ProcessMark& trainer);
  /// Ends the present run as `stop` does, and goes on with it at once at `place`, also where it was already asked to
  /// stop; the queue goes on after it, with what a suite has not trained yet first.
  void continueIn(TrainingPlace place);
  /// Watches a run in the background no longer: it goes on alone, and the queue waits until `startNext`.
  void letGo();
  /// What waits does not begin after the present run, until `startNext`. @returns whether it would have.
  bool holdQueue() { return !std::exchange(holdsQueue_, true); }
  /// Lets what waits follow again, unless a stop holds it by now.
  void releaseQueue();
  /// Whether it is in training, or waits to be resumed.
  bool isTaken(const RunFolder& run) const;
  /// Puts these in place of what waits; nothing of it starts before `startNext`.
  void setQueue(std::deque<TrainingTask> tasks);
  void removeQueued(std::size_t index);
  void moveQueued(std::size_t from, std::size_t to);
  void pause();
  void resume();
  /// Ends the present run, or suite, after the present step, with a checkpoint; the queue then waits until `startNext`.
  /// A suite with runs left comes next in the queue.
  void stop();
  /// Ends the present run as `stop` does, but not before the next checkpoint that its schedule makes.
  void stopAtNextCheckpoint();
  void startNext();

  /// Why nothing may be started or queued, as a sentence without its full stop; empty while all may.
  const QString& obstacle() const { return obstacle_; }
  void setObstacle(const QString& why) { obstacle_ = why; }

 Q_SIGNALS:
  void stateChanged();
  void queueChanged();
  void runStarted(const RunFolder& run, const RunSpec& spec);
  void eventsArrived(const std::vector<Event>& events);
  void runEnded(const RunFolder& run, const RunFinished& ending);
  /// A task could not be started, or a part of a suite did not complete; the queue goes on.
  void failed(const QString& title, const QList<Problem>& problems);

 private Q_SLOTS:
  void deliver();

 private:
  void deliver(const RunBegan& began);
  void deliver(const std::vector<Event>& events);
  void deliver(const TaskEnded& ended);
  void setState(TrainingState state);
  /// Whether something may be started or queued; tells why not otherwise.
  bool mayBegin(const QString& title);

  TrainingState state_ = TrainingState::Idle;
  std::optional<RunFolder> currentRun_;
  RunSpec currentSpec_;
  RunProgress progress_;
  std::optional<SuitePlace> inSuite_;
  std::deque<TrainingTask> queue_;
  std::optional<TrainingTask> task_;
  TrainingPlace place_ = TrainingPlace::Window;
  std::optional<TrainingPlace> goesOnIn_;  ///< Where the present run is to be taken up when it has stopped.
  std::optional<Ending> lastEnding_;       ///< Of the present run, where it has ended.
  bool isUnderWay_ = false;                ///< Something has been trained of the present task.
  bool holdsQueue_ = false;                ///< After a stop, until someone starts the next.
  QString obstacle_;
  EventMailbox mailbox_;
  std::deque<Letter> undelivered_;
  std::unique_ptr<TrainingWorker> worker_;
};

}  // namespace macadam
