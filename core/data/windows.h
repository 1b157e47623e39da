#pragma once

#include "data/dataset.h"

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

/// The windows that a picture is cut into: all of them `tileSize` a side (less only where the picture itself is
/// smaller), row by row, the last of a row or column moved back to stay inside. None where the picture is at most
/// 1.5 tiles each way and is taken whole.
std::vector<Window> cutIntoWindows(int width, int height, int tileSize);

/// The part of a sample that no window before it holds as well: a last window was moved back to stay inside. What is
/// counted over all windows counts these parts, each pixel once.
cv::Rect newPart(const Sample& sample);

/// A sample's mask with 255, unknown, on what is not its new part.
cv::Mat maskOfNewPart(const cv::Mat& mask, const Sample& sample);

}  // namespace macadam
