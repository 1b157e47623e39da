#include "methods/ramp.h"

#include <algorithm>
#include <cmath>

namespace macadam {

double sigmoidRamp(double t) {
  const double left = 1.0 - std::clamp(t, 0.0, 1.0);
  return std::exp(-5.0 * left * left);
}

}  // namespace macadam
