#include "ui/widgets/plot/log_ticker.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace macadam {
namespace {

constexpr double kFewDecades = 2.5;
constexpr double kTooFewDecades = 0.6;
constexpr double kMostTicks = 6.0;

}  // namespace

QVector<double> LogTicker::createTickVector(double tickStep, const QCPRange& range) {
  if (range.lower <= 0.0 || range.upper <= range.lower) return {};
  const double decades = std::log10(range.upper / range.lower);
  if (decades < kTooFewDecades) return QCPAxisTicker::createTickVector(tickStep, range);
  const std::vector<double> multiples = decades < kFewDecades ? std::vector{1.0, 2.0, 5.0} : std::vector{1.0};
  const int stride = std::max(1, static_cast<int>(std::ceil(decades / kMostTicks)));
  QVector<double> ticks;
  const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
  for (int power = static_cast<int>(std::floor(std::log10(range.lower))); power <= last; power += stride) {
    for (const double multiple : multiples) ticks.append(multiple * std::pow(10.0, power));
  }
  return ticks;
}

}  // namespace macadam
