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

cv::Rect newPart(const Sample& sample) {
  cv::Rect part(0, 0, sample.width, sample.height);
  if (!sample.window || part.empty()) return part;
  const auto repeated = [](int start, int extent) { return (extent - start % extent) % extent; };
  const cv::Point corner(repeated(sample.window->x, part.width), repeated(sample.window->y, part.height));
  return {corner, part.br()};
}

cv::Mat maskOfNewPart(const cv::Mat& mask, const Sample& sample) {
  if (!sample.window) return mask;
  const cv::Rect part = newPart(sample) & cv::Rect({}, mask.size());
  if (part.size() == mask.size()) return mask;
  cv::Mat marked(mask.size(), mask.type(), cv::Scalar(255));
  if (!part.empty()) mask(part).copyTo(marked(part));
  return marked;
}

}  // namespace macadam
