#include "image/picture_bands.h"

#include "base/error.h"
#include "image/file_memory.h"
#include "image/gdal_session.h"
#include "image/sample_windows.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace macadam {
namespace {

GDALColorInterp colourOf(GDALDatasetH dataset, int number) {
  return GDALGetRasterColorInterpretation(GDALGetRasterBand(dataset, number));
}

int bandOfColour(GDALDatasetH dataset, GDALColorInterp colour) {
  for (int number = 1; number <= GDALGetRasterCount(dataset); ++number) {
    if (colourOf(dataset, number) == colour) return number;
  }
  return 0;
}

std::vector<int> chosenBands(GDALDatasetH dataset, const std::filesystem::path& file, const BandOrder& chosen) {
  const int count = GDALGetRasterCount(dataset);
  const int highest = std::ranges::max(chosen);
  if (highest > count) {
    throw Error(file.string(),
                "has " + std::to_string(count) + (count == 1 ? " band" : " bands") + ", and band " +
                    std::to_string(highest) + " is asked for",
                "choose bands that all pictures have, or leave data.bands empty");
  }
  return {chosen.begin(), chosen.end()};
}

/// One for grey and palettes, three for colours.
std::vector<int> firstBands(GDALDatasetH dataset) {
  std::vector<int> bands;
  for (int number = 1; number <= GDALGetRasterCount(dataset); ++number) {
    if (colourOf(dataset, number) != GCI_AlphaBand) bands.push_back(number);
  }
  if (bands.empty()) bands.push_back(1);
  bands.resize(bands.size() >= 3 ? 3 : 1);
  return bands;
}

/// Formats in which a tag of alpha means just that.
bool alphaIsCertain(const std::filesystem::path& file) {
  const GDALDriverH driver = GDALIdentifyDriver(file.c_str(), nullptr);
  const std::string_view format = driver == nullptr ? "" : GDALGetDriverShortName(driver);
  return format == "PNG" || format == "WEBP";
}

struct AlphaCounts {
  std::int64_t none = 0;
  std::int64_t full = 0;
  std::int64_t between = 0;
};

AlphaCounts countAlpha(GDALDatasetH dataset, const std::filesystem::path& file, int number) {
  const GDALRasterBandH band = GDALGetRasterBand(dataset, number);
  const GDALDataType type = GDALGetRasterDataType(band);
  AlphaCounts counts;
  std::vector<float> values;
  for (const Window& window : sampleWindows({GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset)})) {
    values.resize(std::size_t(window.width) * window.height);
    const GdalSession session;
    if (GDALRasterIO(band, GF_Read, window.x, window.y, window.width, window.height, values.data(), window.width,
                     window.height, GDT_Float32, 0, 0) != CE_None) {
      throw Error(file.string(), "cannot be decoded (" + session.message() + ")",
                  "it is damaged: copy, download or export it again");
    }
    for (const float value : values) {
      const bool isFull = value == 255 || (type == GDT_UInt16 && value == 65535) || (type == GDT_Float32 && value == 1);
      ++(value == 0 ? counts.none : isFull ? counts.full : counts.between);
    }
  }
  return counts;
}

}  // namespace

PictureBands bandsOf(GDALDatasetH dataset, const std::filesystem::path& file, const BandOrder& chosen) {
  PictureBands bands;
  const BandOrder named{bandOfColour(dataset, GCI_RedBand), bandOfColour(dataset, GCI_GreenBand),
                        bandOfColour(dataset, GCI_BlueBand)};
  bands.areNamed = std::ranges::find(named, 0) == named.end();
  if (chosen != BandOrder{}) {
    bands.shown = chosenBands(dataset, file, chosen);
  } else {
    bands.shown = bands.areNamed ? std::vector(named.begin(), named.end()) : firstBands(dataset);
  }
  bands.alpha = bandOfColour(dataset, GCI_AlphaBand);
  bands.alphaIsTagged = bands.alpha != 0;
  const int count = GDALGetRasterCount(dataset);
  if (bands.alpha == 0 && (count == 2 || count == 4) && colourOf(dataset, count) == GCI_Undefined) bands.alpha = count;
  if (std::ranges::find(bands.shown, bands.alpha) != bands.shown.end()) bands.alpha = 0;
  return bands;
}

bool isAlpha(GDALDatasetH dataset, const std::filesystem::path& file, const PictureBands& bands) {
  if (bands.alpha == 0) return false;
  static FileMemory<bool> known;
  return known.recall(file, [&] {
    if (bands.alphaIsTagged && alphaIsCertain(file)) return true;
    const AlphaCounts counts = countAlpha(dataset, file, bands.alpha);
    if (!bands.alphaIsTagged) return counts.between == 0 && counts.full > 0;
    return counts.full >= 9 * counts.between;
  });
}

}  // namespace macadam
