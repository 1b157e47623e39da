#pragma once

#include <QString>

namespace macadam {

/// What was measured: `42 s`, `1 min 39 s`, `2 h 05 min`.
QString spentTime(double seconds);

/// What was guessed: `8 s`, `45 s`, `6 min`, `2 h 10 min`, `14 h`, `2 days 6 h`.
QString roughTime(double seconds);

/// `a few seconds left`, `3 min left`; empty for what is no duration.
QString remainingTime(double seconds);

}  // namespace macadam
