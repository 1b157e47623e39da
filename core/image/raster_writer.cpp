#include "image/raster_writer.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/gdal_session.h"
#include "image/mask_file.h"

#include <cerrno>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

int pixelType(RasterContent content) {
  switch (content) {
    case RasterContent::Rgb:
      return CV_8UC3;
    case RasterContent::Rgba:
      return CV_8UC4;
    case RasterContent::Mask:
    case RasterContent::Codes:
      return CV_8UC1;
    case RasterContent::Probability:
      return CV_32FC1;
  }
  return CV_8UC1;
}

std::optional<double> noDataOf(RasterContent content) {
  if (content == RasterContent::Mask) return kStoredIgnore;
  if (content == RasterContent::Probability) return std::numeric_limits<double>::quiet_NaN();
  return std::nullopt;
}

CPLStringList creationOptions(RasterContent content) {
  CPLStringList options;
  options.SetNameValue("TILED", "YES");
  options.SetNameValue("BLOCKXSIZE", std::to_string(RasterWriter::kBlockSide).c_str());
  options.SetNameValue("BLOCKYSIZE", std::to_string(RasterWriter::kBlockSide).c_str());
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("PREDICTOR", content == RasterContent::Probability ? "3" : "2");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  if (CV_MAT_CN(pixelType(content)) >= 3) options.SetNameValue("PHOTOMETRIC", "RGB");
  if (content == RasterContent::Rgba) options.SetNameValue("ALPHA", "YES");
  return options;
}

bool flushToDisk(const fs::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool flushed = ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && flushed;
}

}  // namespace

struct RasterWriter::File {
  /// Removes what was not committed, also where the writer could not be made.
  ~File() {
    if (!dataset) return;
    const GdalSession session;
    dataset.reset();
    std::error_code ignored;
    fs::remove(temporary, ignored);
  }

  [[noreturn]] void fail(const std::string& why) const {
    // A coordinate system that cannot be looked up is no matter of the disk.
    throw Error(target.string(), "cannot be written (" + why + ")",
                why.starts_with("PROJ") ? "install the data of PROJ (proj-data), of the version of its library"
                                        : "check the free space and the folder's permissions");
  }

  fs::path target;
  fs::path temporary;
  RasterContent content = RasterContent::Rgb;
  GdalDataset dataset;
  WriterMark mark;
};

RasterWriter::RasterWriter(fs::path target, cv::Size size, RasterContent content,
                           const std::optional<GeoReference>& reference)
    : file_(std::make_unique<File>()) {
  file_->target = std::move(target);
  file_->temporary = temporaryBeside(file_->target);
  file_->content = content;

  const GdalSession session;
  const int type = pixelType(content);
  CPLStringList options = creationOptions(content);
  file_->dataset.reset(GDALCreate(GDALGetDriverByName("GTiff"), file_->temporary.c_str(), size.width, size.height,
                                  CV_MAT_CN(type), CV_MAT_DEPTH(type) == CV_32F ? GDT_Float32 : GDT_Byte,
                                  options.List()));
  if (!file_->dataset) file_->fail(session.message());
  file_->mark.set(file_->temporary);
  if (reference) writeGeoReference(file_->dataset.get(), *reference);
  if (session.failed()) file_->fail(session.message());
  if (const auto noData = noDataOf(content)) {
    GDALSetRasterNoDataValue(GDALGetRasterBand(file_->dataset.get(), 1), *noData);
  }
}

RasterWriter::~RasterWriter() = default;

void RasterWriter::describe(const std::string& text) {
  const GdalSession session;
  GDALSetMetadataItem(file_->dataset.get(), "TIFFTAG_IMAGEDESCRIPTION", text.c_str(), nullptr);
}

void RasterWriter::write(cv::Point corner, const cv::Mat& pixels) {
  if (pixels.type() != pixelType(file_->content)) file_->fail("the pixels are of another type");
  const GdalSession session;
  const GDALDataType type = pixels.depth() == CV_32F ? GDT_Float32 : GDT_Byte;
  std::vector<int> bands;
  for (int number = 1; number <= pixels.channels(); ++number) bands.push_back(number);
  const CPLErr result = GDALDatasetRasterIOEx(
      file_->dataset.get(), GF_Write, corner.x, corner.y, pixels.cols, pixels.rows, pixels.data, pixels.cols,
      pixels.rows, type, pixels.channels(), bands.data(), static_cast<GSpacing>(pixels.elemSize()),
      static_cast<GSpacing>(pixels.step[0]), static_cast<GSpacing>(pixels.elemSize1()), nullptr);
  if (result != CE_None || session.failed()) file_->fail(session.message());
}

void RasterWriter::commit() {
  const GdalSession session;
  GDALFlushCache(file_->dataset.get());
  if (session.failed()) file_->fail(session.message());
  file_->dataset.reset();
  if (!session.failed() && flushToDisk(file_->temporary, O_RDWR) &&
      ::rename(file_->temporary.c_str(), file_->target.c_str()) == 0) {
    flushToDisk(file_->target.has_parent_path() ? file_->target.parent_path() : ".", O_RDONLY | O_DIRECTORY);
    return;
  }
  const std::string why = session.failed() ? session.message() : std::strerror(errno);
  std::error_code ignored;
  fs::remove(file_->temporary, ignored);
  file_->fail(why);
}

}  // namespace macadam
