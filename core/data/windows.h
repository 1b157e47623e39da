#pragma once

#include "data/dataset.h"

#include <opencv2/core.hpp>

#include <optional>
#include <vector>

namespace macadam {

/// The windows that a picture is cut into: all of them `tileSize` a side (less only where the picture itself is
/// smaller), row by row, the last of a row or column moved back to stay inside. None where the picture is at most
/// 1.5 tiles each way and is taken whole.
std::vector<Window> cutIntoWindows(int width, int height, int tileSize);

/// How many first columns and rows of a window the windows before it hold as well, because it was moved back to stay
/// inside; what is counted over all windows counts them once.
cv::Size repeatedPart(const std::optional<Window>& window);

}  // namespace macadam
