#pragma once

#include <cstdint>

namespace macadam {

/// Label of pixels that count in no loss and no metric.
inline constexpr int kIgnore = 255;

/// Pixel counts of a binary segmentation; road is the positive class. Counts of many tiles add up.
struct Confusion {
  std::int64_t truePositives = 0;
  std::int64_t falsePositives = 0;
  std::int64_t falseNegatives = 0;
  std::int64_t trueNegatives = 0;

  std::int64_t total() const { return truePositives + falsePositives + falseNegatives + trueNegatives; }
  Confusion& operator+=(const Confusion& other);
  bool operator==(const Confusion&) const = default;
};

/// Counts `count` pixels of predictions (0 or 1) against labels (0, 1 or kIgnore).
Confusion countPixels(const std::uint8_t* prediction, const std::uint8_t* label, std::int64_t count);

}  // namespace macadam
