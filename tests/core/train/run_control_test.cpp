#include "train/run_control.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace macadam {

TEST(PauseGate, LetsAnOpenGatePass) {
  PauseGate gate;
  gate.waitWhilePaused({});
  EXPECT_FALSE(gate.isPaused());
}

TEST(PauseGate, HoldsUntilResumed) {
  PauseGate gate;
  gate.pause();
  std::atomic<bool> passed{false};
  std::jthread worker([&] {
    gate.waitWhilePaused({});
    passed = true;
  });
  EXPECT_FALSE(passed);
  gate.resume();
  worker.join();
  EXPECT_TRUE(passed);
}

TEST(PauseGate, AStopRequestOpensIt) {
  PauseGate gate;
  gate.pause();
  std::jthread worker([&](const std::stop_token& stop) { gate.waitWhilePaused(stop); });
  worker.request_stop();
  worker.join();
  EXPECT_TRUE(gate.isPaused());
}

}  // namespace macadam
