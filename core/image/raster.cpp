#include "image/raster.h"

#include "image/empty_pixels.h"
#include "image/file_memory.h"
#include "image/gdal_session.h"
#include "image/picture_bands.h"
#include "image/sample_windows.h"
#include "image/value_range.h"
#include "image/windowed_picture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace macadam {
namespace {

/// Up to this decimation pixels are averaged; beyond it single ones are picked, so that less has to be read.
constexpr int kAveragedDecimation = 4;

GDALRasterBandH band(GDALDatasetH dataset, int number) {
  return GDALGetRasterBand(dataset, number);
}

/// 1 for whole bytes; files of 1, 2 or 4 bits a pixel hold smaller values.
double bitDepthFactor(GDALRasterBandH ofBand) {
  const char* bits = GDALGetMetadataItem(ofBand, "NBITS", "IMAGE_STRUCTURE");
  const int count = bits == nullptr ? 8 : std::atoi(bits);
  return count >= 1 && count < 8 ? 255.0 / ((1 << count) - 1) : 1.0;
}

cv::Mat lookUpColours(const cv::Mat& indices, GDALColorTableH colours) {
  cv::Mat table(1, 256, CV_8UC3, cv::Scalar::all(0));
  for (int i = 0; i < std::min(GDALGetColorEntryCount(colours), 256); ++i) {
    GDALColorEntry entry{};
    GDALGetColorEntryAsRGB(colours, i, &entry);
    table.at<cv::Vec3b>(i) = {static_cast<uchar>(entry.c1), static_cast<uchar>(entry.c2), static_cast<uchar>(entry.c3)};
  }
  cv::Mat repeated, rgb;
  cv::merge(std::vector<cv::Mat>(3, indices), repeated);
  cv::LUT(repeated, table, rgb);
  return rgb;
}

}  // namespace

struct Raster::File {
  File(std::filesystem::path name, const PixelReading& how)
      : path(std::move(name)),
        dataset(path),
        reading(how),
        bands(bandsOf(dataset.get(), path, how.bands)),
        empty(dataset, path, bands) {
    const GDALRasterBandH first = band(dataset.get(), bands.shown.front());
    if (bands.shown.size() == 1) palette = GDALGetRasterColorTable(first);
    type = GDALGetRasterDataType(first);
    factor = bitDepthFactor(first);
  }

  cv::Size storedSize() const { return {GDALGetRasterXSize(dataset.get()), GDALGetRasterYSize(dataset.get())}; }

  /// How a window is brought to another size; palette indices and whole windows are never mixed.
  GDALRIOResampleAlg resampling(const Window& window, cv::Size size) const {
    if (palette != nullptr || cv::Size(window.width, window.height) == size) return GRIORA_NearestNeighbour;
    if (window.width < size.width) return GRIORA_Bilinear;
    return window.width <= kAveragedDecimation * size.width ? GRIORA_Average : GRIORA_NearestNeighbour;
  }

  /// The shown bands of a stored window, resampled to `size`, 8 bits (clamped) or float.
  cv::Mat read(const Window& window, cv::Size size, int depth) const {
    GDALRasterIOExtraArg how;
    INIT_RASTERIO_EXTRA_ARG(how);
    how.eResampleAlg = resampling(window, size);
    const GdalSession session;
    cv::Mat pixels(size, CV_MAKETYPE(depth, static_cast<int>(bands.shown.size())));
    std::vector<int> numbers = bands.shown;
    const GSpacing sample = static_cast<GSpacing>(pixels.elemSize1());
    const CPLErr result = GDALDatasetRasterIOEx(
        dataset.forWindow(window), GF_Read, window.x, window.y, window.width, window.height, pixels.data, size.width,
        size.height, depth == CV_8U ? GDT_Byte : GDT_Float32, static_cast<int>(numbers.size()), numbers.data(),
        static_cast<GSpacing>(pixels.elemSize()), static_cast<GSpacing>(pixels.step[0]), sample, &how);
    if (result == CE_None && !session.failed()) return pixels;
    throw Error(path.string(), "cannot be decoded (" + session.message() + ")",
                "it is damaged: copy, download or export it again");
  }

  /// The values of a window as they are stored; NaN where there are none.
  cv::Mat readNumbers(const Window& window, std::int64_t* impossible = nullptr) const {
    cv::Mat values = read(window, {window.width, window.height}, CV_32F);
    if (impossible != nullptr) {
      const cv::Mat undeclared = empty.findUndeclared(values);
      if (!undeclared.empty()) *impossible += cv::countNonZero(undeclared);
    }
    const cv::Mat none = empty.find(window, values);
    if (!none.empty()) values.setTo(cv::Scalar::all(std::numeric_limits<float>::quiet_NaN()), none);
    return values;
  }

  PixelReading::Ranges measureRanges() const {
    std::vector<std::vector<float>> values(bands.shown.size());
    for (const Window& window : sampleWindows(storedSize())) {
      std::vector<cv::Mat> planes;
      cv::split(readNumbers(window), planes);
      for (std::size_t i = 0; i < planes.size(); ++i) {
        values[i].insert(values[i].end(), planes[i].begin<float>(), planes[i].end<float>());
      }
    }
    PixelReading::Ranges ranges;
    for (std::size_t i = 0; i < ranges.size(); ++i) ranges[i] = percentileRange(values[i % values.size()]);
    return ranges;
  }

  PixelReading::Ranges ranges() const {
    if (reading.ranges) return *reading.ranges;
    static FileMemory<PixelReading::Ranges> measured;
    return measured.recall(
        path, [this] { return measureRanges(); }, toText(reading.bands));
  }

  cv::Mat stretched(const cv::Mat& values) const {
    const PixelReading::Ranges known = ranges();
    std::vector<cv::Mat> planes;
    cv::split(values, planes);
    for (std::size_t i = 0; i < planes.size(); ++i) {
      const double scale = 255.0 / (double(known[i].high) - known[i].low);
      cv::patchNaNs(planes[i], known[i].low);
      planes[i].convertTo(planes[i], CV_8U, scale, -known[i].low * scale);
    }
    cv::Mat pixels;
    cv::merge(planes, pixels);
    return pixels;
  }

  /// 8 bits with the values of the file, palettes as colours.
  cv::Mat coloured(cv::Mat values) const {
    if (palette != nullptr) return lookUpColours(values, palette);
    if (factor != 1.0) values.convertTo(values, CV_8U, factor);
    return values;
  }

  cv::Mat readValues(const Window& window, cv::Size size) const { return coloured(read(window, size, CV_8U)); }

  Pixels readPixels(const Window& window, cv::Size size) const {
    const bool isDeep = type != GDT_Byte;
    const cv::Mat values = read(window, size, isDeep ? CV_32F : CV_8U);
    Pixels pixels{.rgb = {}, .noData = empty.find(window, values)};
    pixels.rgb = isDeep ? stretched(values) : coloured(values);
    if (pixels.rgb.channels() == 1) cv::cvtColor(pixels.rgb, pixels.rgb, cv::COLOR_GRAY2RGB);
    if (!pixels.noData.empty()) pixels.rgb.setTo(cv::Scalar::all(0), pixels.noData);
    return pixels;
  }

  std::filesystem::path path;
  WindowedPicture dataset;
  PixelReading reading;
  PictureBands bands;
  EmptyPixels empty;
  GDALColorTableH palette = nullptr;
  GDALDataType type = GDT_Byte;
  double factor = 1.0;
};

Raster::Raster(const std::filesystem::path& file, const PixelReading& reading) : path_(file) {
  const GdalSession session;
  file_ = std::make_unique<File>(file, reading);
  if (GDALDataTypeIsComplex(file_->type)) {
    throw Error(file.string(), "holds complex numbers", "export it as a picture of whole numbers");
  }
  const char* tag = GDALGetMetadataItem(file_->dataset.get(), "EXIF_Orientation", nullptr);
  orientation_ = orientationFromExif(tag == nullptr ? 1 : std::atoi(tag));
  size_ = orientation_.uprightSize(file_->storedSize());
}

Raster::~Raster() = default;
Raster::Raster(Raster&&) noexcept = default;

std::optional<GeoReference> Raster::georeference() const {
  const GdalSession session;
  return readGeoReference(file_->dataset.get(), orientation_);
}

bool Raster::isColour() const {
  return file_->bands.shown.size() == 3 || file_->palette != nullptr;
}

bool Raster::hasOverviews() const {
  return GDALGetOverviewCount(band(file_->dataset.get(), file_->bands.shown.front())) > 0;
}

bool Raster::isDeep() const {
  return file_->type != GDT_Byte;
}

int Raster::bandCount() const {
  return GDALGetRasterCount(file_->dataset.get());
}

const PictureBands& Raster::bands() const {
  return file_->bands;
}

bool Raster::hasAlpha() const {
  return isAlpha(file_->dataset.get(), path_, file_->bands);
}

bool Raster::mayLackData() const {
  return file_->empty.arePossible();
}

Pixels Raster::read(const Window& window) const {
  const Window stored = orientation_.toStored(window, size_);
  const Pixels pixels = file_->readPixels(stored, {stored.width, stored.height});
  return {orientation_.apply(pixels.rgb), pixels.noData.empty() ? cv::Mat() : orientation_.apply(pixels.noData)};
}

cv::Mat Raster::readRgb(const Window& window) const {
  return readRgb(window, {window.width, window.height});
}

cv::Mat Raster::readRgb(const Window& window, cv::Size size) const {
  const Window stored = orientation_.toStored(window, size_);
  const cv::Size turned = orientation_.transposed ? cv::Size(size.height, size.width) : size;
  return orientation_.apply(file_->readPixels(stored, turned).rgb);
}

cv::Mat Raster::readValues(const Window& window, std::int64_t& impossible) const {
  return orientation_.apply(file_->readNumbers(orientation_.toStored(window, size_), &impossible));
}

}  // namespace macadam
