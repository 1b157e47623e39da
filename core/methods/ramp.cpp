#include "methods/ramp.h"

#include <algorithm>
#include <cmath>

namespace macadam {

double sigmoidRamp(double t) {
  const double left = 1.0 - std::clamp(t, 0.0, 1.0);
  return std::exp(-5.0 * left * left);
}

double sigmoidRamp(std::int64_t iteration, std::int64_t iterations, double share) {
  const double length = share * static_cast<double>(iterations);
  return sigmoidRamp(length > 0.0 ? static_cast<double>(iteration) / length : 1.0);
}

}  // namespace macadam
