#pragma once

#include <string>

namespace macadam {

/// `value` with exactly `decimals` digits after a point, whatever the locale.
std::string fixedText(double value, int decimals);

/// The shortest text that reads back as exactly `value`.
std::string shortestText(double value);

}  // namespace macadam
