#include "data/windows.h"

#include <algorithm>

namespace macadam {
namespace {

std::vector<int> starts(int extent, int tileSize) {
  std::vector<int> positions;
  for (int start = 0; start + tileSize < extent; start += tileSize) positions.push_back(start);
  positions.push_back(std::max(0, extent - tileSize));
  return positions;
}

}  // namespace

std::vector<Window> cutIntoWindows(int width, int height, int tileSize) {
  if (2 * width <= 3 * tileSize && 2 * height <= 3 * tileSize) return {};
  std::vector<Window> windows;
  for (const int y : starts(height, tileSize)) {
    for (const int x : starts(width, tileSize)) {
      windows.push_back({x, y, std::min(width, tileSize), std::min(height, tileSize)});
    }
  }
  return windows;
}

cv::Size repeatedPart(const std::optional<Window>& window) {
  if (!window || window->width == 0 || window->height == 0) return {};
  const auto repeated = [](int start, int extent) { return (extent - start % extent) % extent; };
  return {repeated(window->x, window->width), repeated(window->y, window->height)};
}

}  // namespace macadam
