#pragma once

#include "image/pixel_reading.h"

#include <gdal.h>

#include <filesystem>
#include <vector>

namespace macadam {

/// What the bands of an open picture stand for, by its header. Bands count from 1.
struct PictureBands {
  std::vector<int> shown;  ///< One for grey and palettes, three for colours.
  int alpha = 0;           ///< The band that may say where there is data; 0 for none.
  bool alphaIsTagged = false;
  bool areNamed = false;  ///< The file says which are red, green and blue.
};

/// @throws Error when the file lacks one of the chosen bands.
PictureBands bandsOf(GDALDatasetH dataset, const std::filesystem::path& file, const BandOrder& chosen);

/// Whether the band that may be alpha is, by its values: GDAL tags the fourth band of any file of 8 bits as alpha,
/// which near infrared is not. It is where it holds nothing but 0 and full, or is tagged and full on nine tenths of
/// what is not 0, as soft borders are. Pictures of more than a million pixels are looked at in 64 places.
bool isAlpha(GDALDatasetH dataset, const std::filesystem::path& file, const PictureBands& bands);

}  // namespace macadam
