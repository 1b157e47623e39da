#include "image/depth_groups.h"

#include "base/error.h"
#include "image/open_picture.h"
#include "image/pixel_survey.h"

#include <gdal.h>

#include <map>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

using Depth = std::pair<int, bool>;

/// The number type, and whether it holds fractions.
Depth depthOf(const fs::path& picture, const BandOrder& bands) {
  try {
    const GdalDataset dataset = openPicture(picture);
    const GDALDataType type = GDALGetRasterDataType(GDALGetRasterBand(dataset.get(), 1));
    const bool mayBeFractions = GDALDataTypeIsFloating(type) != 0;
    return {type, mayBeFractions && surveyPixels({picture}, bands).high <= 1.0};
  } catch (const Error&) {
    return {GDT_Unknown, false};
  }
}

}  // namespace

std::vector<std::vector<fs::path>> groupsByDepth(const std::vector<fs::path>& pictures, const BandOrder& bands) {
  std::map<Depth, std::size_t> places;
  std::vector<std::vector<fs::path>> groups;
  for (const fs::path& picture : pictures) {
    const auto [place, isNew] = places.emplace(depthOf(picture, bands), groups.size());
    if (isNew) groups.emplace_back();
    groups[place->second].push_back(picture);
  }
  return groups;
}

}  // namespace macadam
