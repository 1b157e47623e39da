#pragma once

#include "data/dataset.h"

#include <opencv2/core.hpp>

namespace macadam {

/// The mask of a sample as 0, 1 and 255, without the part of its rule that depends on the image.
/// @throws Error when the mask's picture is not of `imageSize`, the size of the whole image.
cv::Mat readMaskOf(const Sample& sample, cv::Size imageSize);

}  // namespace macadam
