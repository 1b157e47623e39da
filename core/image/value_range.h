#pragma once

#include <filesystem>
#include <functional>
#include <vector>

namespace macadam {

/// The values of a band that become black and white.
struct ValueRange {
  float low = 0.0f;
  float high = 1.0f;

  bool operator==(const ValueRange&) const = default;
};

/// From the 2nd to the 98th percentile of the finite values; reorders them.
ValueRange percentileRange(std::vector<float>& values);

/// The ranges of a file's bands, measured at the first call and again only when the file has changed.
/// Safe to call from many threads.
std::vector<ValueRange> rememberedRanges(const std::filesystem::path& file,
                                         const std::function<std::vector<ValueRange>()>& measure);

}  // namespace macadam
