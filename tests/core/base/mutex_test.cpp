#include "base/mutex.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <thread>

namespace macadam {

TEST(MutexLock, LetsGoWhereItEnds) {
  Mutex mutex;
  { const MutexLock lock(mutex); }
  { const MutexLock again(mutex); }  // would wait for ever
}

TEST(MutexLock, LetsGoInBetween) {
  Mutex mutex;
  int seen = 0;
  MutexLock lock(mutex);
  lock.unlock();
  std::jthread([&] {
    const MutexLock own(mutex);
    seen = 1;
  }).join();
  lock.lock();
  EXPECT_EQ(seen, 1);
}

TEST(MutexLock, IsWaitedWith) {
  Mutex mutex;
  std::condition_variable_any changed;
  int value = 0;
  const std::jthread other([&] {
    const MutexLock lock(mutex);
    value = 7;
    changed.notify_all();
  });
  MutexLock lock(mutex);
  changed.wait(lock, [&value] { return value != 0; });
  EXPECT_EQ(value, 7);
}

TEST(MutexLock, IsHeldByOneThreadAtATime) {
  Mutex mutex;
  int sum = 0;
  const auto add = [&] {
    for (int i = 0; i < 10'000; ++i) {
      const MutexLock lock(mutex);
      ++sum;
    }
  };
  std::jthread one(add), two(add);
  one.join();
  two.join();
  EXPECT_EQ(sum, 20'000);
}

}  // namespace macadam
