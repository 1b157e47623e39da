#pragma once

#include "data/dataset.h"

#include <opencv2/core.hpp>

namespace macadam {

/// How the stored pixels of a picture have to be turned to stand upright: transposed first, then mirrored.
struct Orientation {
  bool transposed = false;
  bool mirroredX = false;
  bool mirroredY = false;

  bool isUpright() const { return !transposed && !mirroredX && !mirroredY; }
  cv::Size uprightSize(cv::Size stored) const;
  /// The stored pixels that a window of the upright picture shows.
  Window toStored(const Window& upright, cv::Size uprightSize) const;
  /// Turns stored pixels upright.
  cv::Mat apply(const cv::Mat& stored) const;

  bool operator==(const Orientation&) const = default;
};

/// Of the EXIF tag 0x0112, 1 to 8; anything else is upright.
Orientation orientationFromExif(int tag);

}  // namespace macadam
