#include "image/windowed_picture.h"

#include "image/decoded_pictures.h"
#include "image/open_picture.h"

#include <cstdint>
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

}  // namespace

WindowedPicture::WindowedPicture(std::filesystem::path file) : path_(std::move(file)), file_(openPicture(path_)) {}

GDALDatasetH WindowedPicture::forWindow(const Window& window) const {
  const GDALDatasetH file = file_.get();
  const bool isWhole = window == Window{0, 0, GDALGetRasterXSize(file), GDALGetRasterYSize(file)};
  if (!pixels_ && !isWhole && isWorthDecodingOnce(file)) {
    decoded_ = DecodedPictures::ofProcess().find(path_, file);
    if (decoded_) pixels_ = decoded_->open(file);
  }
  return pixels_ ? pixels_.get() : file;
}

}  // namespace macadam
