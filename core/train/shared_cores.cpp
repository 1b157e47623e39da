#include "train/shared_cores.h"

#include "base/mutex.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

namespace macadam {
namespace {

using Clock = std::chrono::steady_clock;

// Measured on two cores: a thread of a training alone waits up to 0.12 of its time, beside one busy process 0.28 and
// more.
constexpr double kCrowded = 0.2;
constexpr double kQuiet = 0.15;
constexpr double kThroughout = 0.5;
constexpr Clock::duration kQuietFor = std::chrono::seconds(5);
constexpr Clock::duration kLooksEvery = std::chrono::milliseconds(500);

bool isDecidedByUser() {
  constexpr std::array kNames{"OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME"};
  return std::ranges::any_of(kNames, [](const char* name) { return std::getenv(name) != nullptr; });
}

/// What a thread has had and wanted of the cores since it began.
struct ThreadTimes {
  double ran = 0.0, waited = 0.0;  ///< Seconds.
};

/// Of all threads of this process, by their numbers; of none where Linux does not say.
std::map<std::string, ThreadTimes> threadTimes() {
  std::map<std::string, ThreadTimes> times;
  std::error_code gone;
  for (std::filesystem::directory_iterator thread("/proc/self/task", gone), end; !gone && thread != end;
       thread.increment(gone)) {
    std::ifstream file(thread->path() / "schedstat");
    double ran = 0.0, waited = 0.0;  // nanoseconds
    if (file >> ran >> waited) times[thread->path().filename().string()] = {1e-9 * ran, 1e-9 * waited};
  }
  return times;
}

/// More OpenMP threads than there are cores: as many more, asleep, as `computing` leave room for and one. The OpenMP
/// library counts them, and where there are too many for all to run, those that wait spin a hundred times instead of
/// 300,000 (libgomp's manual at GOMP_SPINCOUNT). They go with the thread that has them.
void keepIdleThreads(const std::stop_token& stop, int computing) {
  using Parallel = void (*)(void (*)(void*), void*, unsigned, unsigned);
  // By the name that compilers call it by: which file holds the OpenMP library is LibTorch's choice.
  const auto parallel = reinterpret_cast<Parallel>(::dlsym(RTLD_DEFAULT, "GOMP_parallel"));
  if (parallel == nullptr) return;
  const int room = std::max(0, static_cast<int>(std::thread::hardware_concurrency()) - computing);
  parallel([](void*) {}, nullptr, static_cast<unsigned>(room + 2), 0);  // the first of a team is not counted
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait(lock, stop, [] { return false; });
}

class SharedCores {
 public:
  /// @param computing how many threads the caller computes on
  void look(int computing) {
    const MutexLock lock(mutex_);
    const Clock::time_point now = Clock::now();
    if (now - last_ < kLooksEvery) return;
    const double seconds = std::chrono::duration<double>(now - std::exchange(last_, now)).count();
    if (!watch_.isCrowded(longestWait(seconds), now)) {
      idle_.reset();
    } else if (!idle_) {
      idle_.emplace(keepIdleThreads, computing);
    }
  }
  bool areShared() {
    const MutexLock lock(mutex_);
    return idle_.has_value();
  }

 private:
  /// The largest share of its time that a thread waited for a core, of those that wanted one nearly throughout.
  double longestWait(double seconds) MACADAM_REQUIRES(mutex_) {
    std::map<std::string, ThreadTimes> now = threadTimes();
    double longest = 0.0;
    for (const auto& [thread, times] : now) {
      const ThreadTimes before = times_[thread];
      const double waited = times.waited - before.waited, wanted = times.ran - before.ran + waited;
      if (wanted > kThroughout * seconds) longest = std::max(longest, waited / wanted);
    }
    times_ = std::move(now);
    return longest;
  }

  Mutex mutex_;
  Clock::time_point last_ MACADAM_GUARDED_BY(mutex_) = Clock::now();
  std::map<std::string, ThreadTimes> times_ MACADAM_GUARDED_BY(mutex_) = threadTimes();
  CrowdWatch watch_ MACADAM_GUARDED_BY(mutex_);
  std::optional<std::jthread> idle_ MACADAM_GUARDED_BY(mutex_);
};

SharedCores& sharedCores() {
  static SharedCores cores;
  return cores;
}

}  // namespace

bool CrowdWatch::isCrowded(double waited, Time now) {
  if (waited > (isCrowded_ ? kQuiet : kCrowded)) {
    isCrowded_ = true;
    lastSeen_ = now;
  } else if (isCrowded_ && now - lastSeen_ >= kQuietFor) {
    isCrowded_ = false;
  }
  return isCrowded_;
}

void shareCores() {
  if (!isDecidedByUser()) sharedCores().look(at::get_num_threads());
}

bool areCoresShared() {
  return sharedCores().areShared();
}

}  // namespace macadam
