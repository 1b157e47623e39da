#include "image/orientation.h"

namespace macadam {

cv::Size Orientation::uprightSize(cv::Size stored) const {
  return transposed ? cv::Size(stored.height, stored.width) : stored;
}

Window Orientation::toStored(const Window& upright, cv::Size size) const {
  const int x = mirroredX ? size.width - upright.x - upright.width : upright.x;
  const int y = mirroredY ? size.height - upright.y - upright.height : upright.y;
  if (transposed) return {y, x, upright.height, upright.width};
  return {x, y, upright.width, upright.height};
}

cv::Mat Orientation::apply(const cv::Mat& stored) const {
  cv::Mat upright = stored;
  if (transposed) cv::transpose(stored, upright);
  if (!mirroredX && !mirroredY) return upright;
  const int axes = mirroredX && mirroredY ? -1 : mirroredX ? 1 : 0;
  cv::Mat mirrored;
  cv::flip(upright, mirrored, axes);
  return mirrored;
}

Orientation orientationFromExif(int tag) {
  switch (tag) {
    case 2:
      return {.mirroredX = true};
    case 3:
      return {.mirroredX = true, .mirroredY = true};
    case 4:
      return {.mirroredY = true};
    case 5:
      return {.transposed = true};
    case 6:
      return {.transposed = true, .mirroredX = true};
    case 7:
      return {.transposed = true, .mirroredX = true, .mirroredY = true};
    case 8:
      return {.transposed = true, .mirroredY = true};
    default:
      return {};
  }
}

}  // namespace macadam
