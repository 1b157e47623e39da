#pragma once

#include <vector>

#include "data/dataset.h"

namespace macadam {

/// The windows that a picture is cut into: all of them `tileSize` a side (less only where the picture itself is
/// smaller), row by row, the last of a row or column moved back to stay inside. None where the picture is at most
/// 1.5 tiles each way and is taken whole.
std::vector<Window> cutIntoWindows(int width, int height, int tileSize);

}  // namespace macadam
