#include "image/value_range.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kLowShare = 0.02;
constexpr double kHighShare = 0.98;

}  // namespace

float percentile(std::vector<float>& values, double share) {
  const auto position = values.begin() + static_cast<std::ptrdiff_t>(share * double(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), position, values.end());
  return *position;
}

ValueRange percentileRange(std::vector<float>& values) {
  std::erase_if(values, [](float value) { return !std::isfinite(value); });
  if (values.empty()) return {};
  const float low = percentile(values, kLowShare);
  const float high = percentile(values, kHighShare);
  return high > low ? ValueRange{low, high} : ValueRange{low, low + 1.0f};
}

}  // namespace macadam
