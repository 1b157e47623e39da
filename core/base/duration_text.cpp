#include "base/duration_text.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kMinute = 60.0, kHour = 3600.0, kDay = 86400.0;

std::string twoDigits(long long number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string daysText(double seconds) {
  const long hours = std::lround(seconds / kHour);
  if (hours >= 240) return std::to_string(std::lround(seconds / kDay)) + " days";
  const std::string days = std::to_string(hours / 24) + (hours < 48 ? " day" : " days");
  return hours % 24 == 0 ? days : days + ' ' + std::to_string(hours % 24) + " h";
}

}  // namespace

std::string spentText(double seconds) {
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + twoDigits(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + twoDigits(whole % 3600 / 60) + " min";
}

std::string roughText(double seconds) {
  if (seconds < 10.0) return std::to_string(std::max(1L, std::lround(seconds))) + " s";
  if (seconds < 1.5 * kMinute) return std::to_string(5 * std::lround(seconds / 5.0)) + " s";
  if (seconds < 1.5 * kHour) return std::to_string(std::lround(seconds / kMinute)) + " min";
  if (seconds >= 1.5 * kDay) return daysText(seconds);
  const long minutes = 5 * std::lround(seconds / (5.0 * kMinute));
  if (minutes % 60 == 0 || minutes > 600) {
    return std::to_string(std::lround(static_cast<double>(minutes) / 60.0)) + " h";
  }
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string remainingText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0.0) return {};
  return seconds < 10.0 ? "a few seconds left" : roughText(seconds) + " left";
}

}  // namespace macadam
