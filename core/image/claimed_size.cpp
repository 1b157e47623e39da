#include "image/claimed_size.h"

#include "image/picture_formats.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace macadam {
namespace {

/// A sparse TIFF's index holds at least a 32-bit offset for each block.
constexpr double kBytesOfABlock = 4;
/// Blocks of more pixels are read as if they had none more: TIFFs of one huge block are not sparse.
constexpr double kMostPixelsOfABlock = 1 << 26;

double pixelsOfABlock(GDALDatasetH dataset) {
  int width = 0, height = 0;
  GDALGetBlockSize(GDALGetRasterBand(dataset, 1), &width, &height);
  return std::min(double(width) * height, kMostPixelsOfABlock);
}

}  // namespace

std::optional<Problem> impossibleSize(const std::filesystem::path& file, const GdalDataset& dataset) {
  const char* driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset.get()));
  double mostPixels = mostPixelsInAByte(driver);
  std::error_code unknown;
  const std::uintmax_t bytes = std::filesystem::file_size(file, unknown);
  if (mostPixels == 0 || unknown) return std::nullopt;
  if (driver == std::string_view("GTiff")) {
    mostPixels = std::max(mostPixels, pixelsOfABlock(dataset.get()) / kBytesOfABlock);
  }
  const int width = GDALGetRasterXSize(dataset.get());
  const int height = GDALGetRasterYSize(dataset.get());
  if (double(width) * height <= mostPixels * double(bytes)) return std::nullopt;
  return Problem{file.string(),
                 "claims " + std::to_string(width) + "×" + std::to_string(height) + " pixels, which its " +
                     std::to_string(bytes) + " bytes cannot hold",
                 "it is damaged, or made to mislead: copy, download or export it again"};
}

}  // namespace macadam
