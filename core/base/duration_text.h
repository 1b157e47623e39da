#pragma once

#include <string>

namespace macadam {

/// What was measured: `42 s`, `1 min 39 s`, `2 h 05 min`.
std::string spentText(double seconds);

/// What was guessed: `8 s`, `45 s`, `6 min`, `2 h 10 min`, `14 h`, `2 days 6 h`.
std::string roughText(double seconds);

/// `a few seconds left`, `3 min left`; empty for what is no duration.
std::string remainingText(double seconds);

}  // namespace macadam
