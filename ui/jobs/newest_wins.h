#pragma once

#include "base/mutex.h"
#include "ui/jobs/problem_list.h"

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace macadam {

/// What becomes of a result that newer work overtook while it was made.
enum class Overtaken {
  Dropped,  ///< Only the newest counts.
  Shown     ///< It is shown until the newest is there, so that what a slider turns does not stand still meanwhile.
};

/// Runs the newest of a series of pieces of work in the background, one at a time; what is overtaken while it waits is
/// never run.
///
/// Nothing arrives that was asked for before `forget`, also when it was finished and on its way. Work gets values; what
/// it throws arrives as problems. Lives in the UI thread, never waits for its work and may go before that ends, but not
/// within its own callbacks; the pool must outlive the work.
template <typename T>
class NewestWins {
 public:
  using Work = std::function<T()>;
  using Done = std::function<void(T)>;
  using Failed = std::function<void(const QList<Problem>&)>;

  /// @param done, failed called in the UI thread.
  NewestWins(QThreadPool& pool, Overtaken overtaken, Done done, Failed failed)
      : line_(std::make_shared<Line>(pool, overtaken, std::move(done), std::move(failed))),
        receiver_(std::make_unique<QObject>()) {
    line_->receiver = receiver_.get();
  }
  ~NewestWins() { line_->close(); }
  NewestWins(const NewestWins&) = delete;
  NewestWins& operator=(const NewestWins&) = delete;

  void run(Work work) { line_->run(std::move(work)); }

  /// Lets nothing arrive that was asked for until now.
  void forget() { line_->forget(); }

 private:
  using Outcome = std::variant<T, QList<Problem>>;

  static Outcome outcomeOf(const Work& work) {
    try {
      return Outcome(std::in_place_index<0>, work());
    } catch (...) {
      return Outcome(std::in_place_index<1>, caughtProblems("the work"));
    }
  }

  /// Shared with the work, which may outlive its owner.
  struct Line : std::enable_shared_from_this<Line> {
    Line(QThreadPool& threads, Overtaken fate, Done whenDone, Failed whenFailed)
        : pool(threads), overtaken(fate), done(std::move(whenDone)), failed(std::move(whenFailed)) {}

    void run(Work work) {
      const MutexLock lock(mutex);
      ++newest;
      next = std::move(work);
      if (!std::exchange(isBusy, true)) queue();
    }

    void forget() {
      const MutexLock lock(mutex);
      settled = ++newest;
      next.reset();
    }

    void close() {
      forget();
      const MutexLock lock(mutex);
      receiver = nullptr;
    }

    /// Work that came meanwhile keeps the place of what it overtook; each begins at the end of the pool's queue.
    void queue() MACADAM_REQUIRES(mutex) {
      pool.start([line = this->shared_from_this()] { line->perform(); });
    }

    void perform() {
      MutexLock lock(mutex);
      if (const std::optional<Work> work = std::exchange(next, std::nullopt)) {
        const quint64 number = newest;
        lock.unlock();
        auto outcome = std::make_shared<Outcome>(outcomeOf(*work));
        lock.lock();
        if (receiver != nullptr) {
          QMetaObject::invokeMethod(
              receiver, [line = this->shared_from_this(), number, outcome] { line->arrive(number, *outcome); },
              Qt::QueuedConnection);
        }
      }
      if (next) return queue();
      isBusy = false;
    }

    void arrive(quint64 number, Outcome& outcome) {
      {
        const MutexLock lock(mutex);
        if (number <= settled || (overtaken == Overtaken::Dropped && number != newest)) return;
      }
      if (outcome.index() == 0) {
        done(std::get<0>(std::move(outcome)));
      } else {
        failed(std::get<1>(outcome));
      }
    }

    QThreadPool& pool;
    const Overtaken overtaken;
    const Done done;
    const Failed failed;
    Mutex mutex;
    QObject* receiver MACADAM_GUARDED_BY(mutex) = nullptr;  ///< Null once the owner has gone.
    std::optional<Work> next MACADAM_GUARDED_BY(mutex);
    bool isBusy MACADAM_GUARDED_BY(mutex) = false;  ///< Whether one is in the pool.
    quint64 newest MACADAM_GUARDED_BY(mutex) = 0;
    quint64 settled MACADAM_GUARDED_BY(mutex) = 0;  ///< The last that was forgotten.
  };

  std::shared_ptr<Line> line_;
  std::unique_ptr<QObject> receiver_;  ///< In the UI thread; what was posted to it goes with it.
};

}  // namespace macadam
