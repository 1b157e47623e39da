#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrent>
#include <functional>
#include <optional>
#include <utility>

namespace macadam {

/// Runs the newest of a series of requests in the background; what is overtaken while it waits is never run, and what
/// is overtaken while it runs is not delivered. Work gets values and does not throw. Lives in the UI thread.
template <typename T>
class LatestOnly {
 public:
  /// @param done called in the UI thread.
  explicit LatestOnly(std::function<void(T)> done) : done_(std::move(done)) {
    thread_.setMaxThreadCount(1);
    QObject::connect(&watcher_, &QFutureWatcherBase::finished, &watcher_, [this] { finish(); });
  }

  void run(std::function<T()> work) {
    next_ = std::move(work);
    if (!watcher_.isRunning()) start();
  }

  /// Delivers nothing that was asked for until now.
  void forget() {
    next_.reset();
    forgotten_ = watcher_.isRunning();
  }

 private:
  void start() {
    forgotten_ = false;
    watcher_.setFuture(QtConcurrent::run(&thread_, std::exchange(next_, std::nullopt).value()));
  }

  void finish() {
    if (next_) return start();
    if (!std::exchange(forgotten_, false)) done_(watcher_.future().takeResult());
  }

  std::function<void(T)> done_;
  std::optional<std::function<T()>> next_;
  QFutureWatcher<T> watcher_;
  bool forgotten_ = false;
  QThreadPool thread_;
};

}  // namespace macadam
