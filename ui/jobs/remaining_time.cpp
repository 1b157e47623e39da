#include "ui/jobs/remaining_time.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("macadam::RemainingTime", text);
}

}  // namespace

QString remainingTime(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0.0) return {};
  constexpr double kMinute = 60.0, kHour = 3600.0, kDay = 86400.0;
  if (seconds < 10.0) return tr("a few seconds left");
  if (seconds < 0.9 * kMinute) return tr("%1 s left").arg(10 * std::lround(seconds / 10.0));
  if (seconds < kHour - 30.0) return tr("%1 min left").arg(std::max(1L, std::lround(seconds / kMinute)));
  if (seconds < 2.0 * kDay) {
    const long minutes = std::lround(seconds / kMinute);
    return tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
  }
  return tr("%1 days left").arg(std::lround(seconds / kDay));
}

}  // namespace macadam
