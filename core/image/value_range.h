#pragma once

#include <vector>

namespace macadam {

/// The values of a band that become black and white.
struct ValueRange {
  float low = 0.0f;
  float high = 1.0f;

  bool operator==(const ValueRange&) const = default;
};

/// The value below which `share` of the values lie, by nearest rank; reorders them. @pre there is one.
float percentile(std::vector<float>& values, double share);

/// From the 2nd to the 98th percentile of the finite values; reorders them.
ValueRange percentileRange(std::vector<float>& values);

}  // namespace macadam
