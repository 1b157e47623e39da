#include "image/windowed_picture.h"

#include "image/decoded_pictures.h"
#include "image/open_picture.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

/// Pixels of a picture that is worth it; to decode the like of a smaller one takes some hundredths of a second.
constexpr std::int64_t kWorthwhile = 1 << 22;

bool isWorthDecodingOnce(GDALDatasetH dataset) {
  const std::int64_t width = GDALGetRasterXSize(dataset), height = GDALGetRasterYSize(dataset);
  int blockWidth = 0, blockHeight = 0;
  GDALGetBlockSize(GDALGetRasterBand(dataset, 1), &blockWidth, &blockHeight);
  const bool isInLargeBlocks = blockWidth == width || std::int64_t(blockWidth) * blockHeight >= kWorthwhile;
  // Blocks of JPEG 2000 are costly, and a window needs several of them.
  const std::string_view driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
  return width * height >= kWorthwhile && (isInLargeBlocks || driver.starts_with("JP2"));
}

/// The sources of a VRT are commonly of one kind: the first answers for all.
bool showsSuchPictures(const std::filesystem::path& file, GDALDatasetH dataset) {
  if (GDALGetDriverShortName(GDALGetDatasetDriver(dataset)) != std::string_view("VRT")) return false;
  for (const std::filesystem::path& source : sourcesOfVrt(file)) {
    const GdalDataset opened = openPicture(source);
    if (GDALGetDriverShortName(GDALGetDatasetDriver(opened.get())) == std::string_view("VRT")) continue;
    return isWorthDecodingOnce(opened.get());
  }
  return false;
}

}  // namespace

WindowedPicture::WindowedPicture(std::filesystem::path file) : path_(std::move(file)), file_(openPicture(path_)) {}

GDALDatasetH WindowedPicture::forWindow(const Window& window) const {
  const GDALDatasetH file = file_.get();
  const bool isWhole = window == Window{0, 0, GDALGetRasterXSize(file), GDALGetRasterYSize(file)};
  if (!isWhole && !isWorthDecoding_) isWorthDecoding_ = isWorthDecodingOnce(file) || showsSuchPictures(path_, file);
  if (!pixels_ && !isWhole && *isWorthDecoding_) {
    decoded_ = DecodedPictures::ofProcess().find(path_, file);
    if (decoded_) pixels_ = decoded_->open(file);
  }
  return pixels_ ? pixels_.get() : file;
}

}  // namespace macadam
