#pragma once

#include "base/error.h"
#include "base/mutex.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"
#include "train/events.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace macadam {

/// A run's place in its suite.
struct SuitePlace {
  std::size_t index = 0;  ///< From 0.
  std::size_t count = 0;
};

/// A run's training begins; the events that follow are its own.
struct RunBegan {
  RunFolder folder{{}};
  RunSpec spec;
  std::int64_t plannedIterations = 0;  ///< Through all its stages, where that is known before its first event; else 0.
  std::optional<SuitePlace> inSuite = {};
};

/// Nothing more comes of the present task.
struct TaskEnded {
  std::vector<Problem> problems;  ///< Why it could not be started, or what of a suite did not complete.
  bool stopped = false;           ///< A suite that has runs left to train.
};

/// Empty where a preview was replaced by a newer one.
using Letter = std::variant<std::monostate, RunBegan, Event, TaskEnded>;

/// Carries what happens on the training thread to the window, in its order, without either waiting for the other.
///
/// Of the previews of one network that lie in it, only the newest is kept. Safe from any thread.
class EventMailbox : public EventSink {
 public:
  /// @param wake called on the posting thread for the first letter after each `take`; it must not wait.
  explicit EventMailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(Event event) override;
  void begin(RunBegan began);
  void end(TaskEnded ending);

  /// Everything that has come since the last call.
  std::deque<Letter> take();

 private:
  void append(Letter letter, const std::string* previewOf);

  const std::function<void()> wake_;
  Mutex mutex_;
  std::deque<Letter> letters_ MACADAM_GUARDED_BY(mutex_);
  /// Where each network's newest preview of the present run lies.
  std::map<std::string, std::size_t> previews_ MACADAM_GUARDED_BY(mutex_);
};

}  // namespace macadam
