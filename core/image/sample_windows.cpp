#include "image/sample_windows.h"

#include <algorithm>
#include <cstdint>

namespace macadam {
namespace {

constexpr std::int64_t kLargestWhole = 1 << 20;
constexpr int kPlacesASide = 8;
constexpr int kSide = 128;

/// Starts of evenly spread stretches of `kSide`, the first and the last at the ends.
std::vector<int> starts(int length) {
  if (length <= kPlacesASide * kSide) {
    std::vector<int> all;
    for (int start = 0; start < length; start += kSide) all.push_back(start);
    return all;
  }
  std::vector<int> spread;
  for (std::int64_t i = 0; i < kPlacesASide; ++i) {
    spread.push_back(static_cast<int>(i * (length - kSide) / (kPlacesASide - 1)));
  }
  return spread;
}

}  // namespace

std::vector<Window> sampleWindows(cv::Size size) {
  if (std::int64_t(size.width) * size.height <= kLargestWhole) return {{0, 0, size.width, size.height}};
  std::vector<Window> windows;
  for (const int y : starts(size.height)) {
    for (const int x : starts(size.width)) {
      windows.push_back({x, y, std::min(kSide, size.width - x), std::min(kSide, size.height - y)});
    }
  }
  return windows;
}

}  // namespace macadam
