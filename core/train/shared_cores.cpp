#include "train/shared_cores.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdlib>
#include <dlfcn.h>
#include <fstream>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace macadam {
namespace {

using Clock = std::chrono::steady_clock;

// Alone on two cores a training waits up to 0.12 of its time, beside one busy process 0.28 and more.
constexpr double kCrowded = 0.2;
constexpr double kQuiet = 0.15;
constexpr Clock::duration kQuietFor = std::chrono::seconds(5);
constexpr Clock::duration kLooksEvery = std::chrono::milliseconds(500);

bool isDecidedByUser() {
  constexpr std::array kNames{"OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME"};
  return std::ranges::any_of(kNames, [](const char* name) { return std::getenv(name) != nullptr; });
}

/// How long the calling thread was ready and had no core, since it began; zero where Linux does not say.
Clock::duration waitedForCore() {
  std::ifstream file("/proc/thread-self/schedstat");
  long long ran = 0, waited = 0;
  file >> ran >> waited;
  return std::chrono::nanoseconds(waited);
}

/// More OpenMP threads than there are cores, asleep. The OpenMP library counts them, and where there are too many for
/// all to run, those that wait spin a hundred times instead of 300,000 (libgomp's manual at GOMP_SPINCOUNT). They go
/// with the thread that has them.
void keepIdleThreads(const std::stop_token& stop) {
  using Parallel = void (*)(void (*)(void*), void*, unsigned, unsigned);
  // By the name that compilers call it by: which file holds the OpenMP library is LibTorch's choice.
  const auto parallel = reinterpret_cast<Parallel>(::dlsym(RTLD_DEFAULT, "GOMP_parallel"));
  if (parallel == nullptr) return;
  parallel([](void*) {}, nullptr, std::thread::hardware_concurrency() + 1, 0);
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait(lock, stop, [] { return false; });
}

class SharedCores {
 public:
  void take(double waited, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (!watch_.isCrowded(waited, now)) {
      idle_.reset();
    } else if (!idle_) {
      idle_.emplace(keepIdleThreads);
    }
  }
  bool areShared() {
    const std::lock_guard lock(mutex_);
    return idle_.has_value();
  }

 private:
  std::mutex mutex_;
  CrowdWatch watch_;
  std::optional<std::jthread> idle_;
};

SharedCores& sharedCores() {
  static SharedCores cores;
  return cores;
}

struct Look {
  Clock::time_point at = Clock::now();
  Clock::duration waited = waitedForCore();
};

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
  thread_local Look last;
  if (Clock::now() - last.at < kLooksEvery || isDecidedByUser()) return;
  const Look now;
  const double waited = std::chrono::duration<double>(now.waited - last.waited) / (now.at - last.at);
  last = now;
  sharedCores().take(waited, now.at);
}

bool areCoresShared() {
  return sharedCores().areShared();
}

}  // namespace macadam
