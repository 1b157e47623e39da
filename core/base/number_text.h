#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace macadam {

/// `value` with exactly `decimals` digits after a point, whatever the locale.
std::string fixedText(double value, int decimals);

/// The shortest text that reads back as exactly `value`, whatever the locale.
std::string shortestText(double value);

/// A share as `51.23`, in per cent; what has no value shows as `–`.
std::string percentText(const std::optional<double>& share, int decimals = 2);

/// `1 tile`, `3 tiles`: of a noun that takes an s.
std::string counted(std::size_t count, std::string_view noun);

/// The whole of `text` as a finite number with a point, whatever the locale; empty when it is anything else.
std::optional<double> numberFromText(std::string_view text);

}  // namespace macadam
