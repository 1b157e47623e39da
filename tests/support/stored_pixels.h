#pragma once

#include "image/mask_raster.h"
#include "image/raster.h"
#include "image/read_mask.h"

#include <filesystem>
#include <optional>

namespace macadam {

/// The labels of a mask file, 0, 1 and 255, by a rule.
inline cv::Mat labelsIn(const std::filesystem::path& mask, const MaskValues& values) {
  return readMaskOf({.mask = mask, .maskRule = {.values = values}}, MaskRaster(mask).size());
}

/// The colours of a picture file, or of a window of it, CV_8UC3.
inline cv::Mat coloursIn(const std::filesystem::path& picture, const std::optional<Window>& window = std::nullopt) {
  const Raster raster(picture);
  return raster.readRgb(window.value_or(raster.whole()));
}

}  // namespace macadam
