#pragma once

#include <QObject>
#include <QString>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "base/error.h"
#include "runs/run_store.h"
#include "session/suite_plan.h"
#include "spec/run_spec.h"
#include "train/events.h"
#include "train/run_control.h"
#include "ui/project/engine_access.h"

namespace macadam {

/// A new run.
struct NewRun {
  RunSpec spec;
  std::filesystem::path runs;  ///< The folder that its folder goes into.
};

/// A run that was stopped or interrupted, or that goes on past its end.
struct ResumedRun {
  RunFolder folder{{}};
};

/// All rows of a table, in a folder of their own.
struct NewSuite {
  std::vector<SuiteRun> plan;
  std::filesystem::path runs;
};

using TrainingTask = std::variant<NewRun, ResumedRun, NewSuite>;

enum class TrainingState { Idle, Starting, Training, Paused, Stopping };

/// Trains what is asked for, one after another, on one thread beside the window; lives in the UI thread.
///
/// Events come in batches, in the UI thread, in their order; of previews that come faster than the window takes them,
/// the newest of each network. Destroying it stops training with a checkpoint and waits for that.
class RunController : public QObject {
  Q_OBJECT

 public:
  explicit RunController(EngineAccess engine, QObject* parent = nullptr);
  ~RunController() override;

  TrainingState state() const { return state_; }
  /// The run in training.
  const std::optional<RunFolder>& currentRun() const { return currentRun_; }
  const RunSpec& currentSpec() const { return currentSpec_; }
  /// What waits, next first.
  const std::deque<TrainingTask>& queue() const { return queue_; }
  static QString titleOf(const TrainingTask& task);

  /// Starts it now, or after what is in training and in the queue.
  void add(TrainingTask task);
  void removeQueued(std::size_t index);
  void moveQueued(std::size_t from, std::size_t to);
  void pause();
  void resume();
  /// Ends the present run, or suite, after the present step, with a checkpoint; the queue then waits until `startNext`.
  void stop();
  /// Ends the present run as `stop` does, but not before the next checkpoint that its schedule makes.
  void stopAtNextCheckpoint();
  void startNext();

 Q_SIGNALS:
  void stateChanged();
  void queueChanged();
  void runStarted(const RunFolder& run, const RunSpec& spec);
  void eventsArrived(const std::vector<Event>& events);
  void runEnded(const RunFolder& run, const RunFinished& ending);
  /// A task could not be started.
  void failed(const QString& title, const QList<Problem>& problems);

 private:
  TrainingState state_ = TrainingState::Idle;
  std::optional<RunFolder> currentRun_;
  RunSpec currentSpec_;
  std::deque<TrainingTask> queue_;
};

}  // namespace macadam
