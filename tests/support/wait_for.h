#pragma once

#include <QTest>

namespace macadam {

/// Long enough for a crowded machine: only a test that fails takes so long.
inline constexpr int kPatienceMilliseconds = 60'000;

/// Waits in the event loop for what will be true soon; false when patience ends.
template <typename Condition>
bool waitFor(Condition condition) {
  return QTest::qWaitFor(condition, kPatienceMilliseconds);
}

}  // namespace macadam
