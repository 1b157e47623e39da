#include "ui/widgets/duration_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kMinute = 60.0, kHour = 3600.0, kDay = 86400.0;

QString tr(const char* text) {
  return QCoreApplication::translate("macadam::Duration", text);
}

}  // namespace

QString spentTime(double seconds) {
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 60) return tr("%1 s").arg(whole);
  if (whole < 3600) return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QChar('0'));
  return tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QChar('0'));
}

QString roughTime(double seconds) {
  if (seconds < 10.0) return tr("%1 s").arg(std::max(1L, std::lround(seconds)));
  if (seconds < 1.5 * kMinute) return tr("%1 s").arg(5 * std::lround(seconds / 5.0));
  if (seconds < 1.5 * kHour) return tr("%1 min").arg(std::lround(seconds / kMinute));
  if (seconds < 1.5 * kDay) {
    const long minutes = 5 * std::lround(seconds / (5.0 * kMinute));
    if (minutes % 60 == 0 || minutes > 600) return tr("%1 h").arg(std::lround(static_cast<double>(minutes) / 60.0));
    return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
  }
  const double days = seconds / kDay;
  return tr("%1 days").arg(QLocale().toString(days < 10.0 ? std::round(10.0 * days) / 10.0 : std::round(days)));
}

QString remainingTime(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0.0) return {};
  return seconds < 10.0 ? tr("a few seconds left") : tr("%1 left").arg(roughTime(seconds));
}

}  // namespace macadam
