#include "image/raster.h"

#include "image/gdal_session.h"
#include "image/value_range.h"
#include "image/windowed_picture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace macadam {
namespace {

/// Percentiles are taken from a grid of at most this many pixels a side.
constexpr int kMeasuredSide = 1024;

/// Up to this decimation pixels are averaged; beyond it single ones are picked, so that less has to be read.
constexpr int kAveragedDecimation = 4;

GDALRasterBandH band(GDALDatasetH dataset, int number) {
  return GDALGetRasterBand(dataset, number);
}

int bandOfColour(GDALDatasetH dataset, GDALColorInterp colour) {
  for (int number = 1; number <= GDALGetRasterCount(dataset); ++number) {
    if (GDALGetRasterColorInterpretation(band(dataset, number)) == colour) return number;
  }
  return 0;
}

/// One band for grey and palettes, three for colours.
std::vector<int> shownBands(GDALDatasetH dataset) {
  const std::vector<int> declared{bandOfColour(dataset, GCI_RedBand), bandOfColour(dataset, GCI_GreenBand),
                                  bandOfColour(dataset, GCI_BlueBand)};
  if (std::ranges::find(declared, 0) == declared.end()) return declared;
  std::vector<int> bands;
  for (int number = 1; number <= GDALGetRasterCount(dataset); ++number) {
    if (GDALGetRasterColorInterpretation(band(dataset, number)) != GCI_AlphaBand) bands.push_back(number);
  }
  if (bands.empty()) bands.push_back(1);
  bands.resize(bands.size() >= 3 ? 3 : 1);
  return bands;
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
  explicit File(std::filesystem::path name) : path(std::move(name)), dataset(path), bands(shownBands(dataset.get())) {
    const GDALRasterBandH first = band(dataset.get(), bands.front());
    if (bands.size() == 1) palette = GDALGetRasterColorTable(first);
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
    cv::Mat pixels(size, CV_MAKETYPE(depth, static_cast<int>(bands.size())));
    std::vector<int> numbers = bands;
    const GSpacing sample = static_cast<GSpacing>(pixels.elemSize1());
    const CPLErr result = GDALDatasetRasterIOEx(
        dataset.forWindow(window), GF_Read, window.x, window.y, window.width, window.height, pixels.data, size.width,
        size.height, depth == CV_8U ? GDT_Byte : GDT_Float32, static_cast<int>(numbers.size()), numbers.data(),
        static_cast<GSpacing>(pixels.elemSize()), static_cast<GSpacing>(pixels.step[0]), sample, &how);
    if (result == CE_None && !session.failed()) return pixels;
    throw Error(path.string(), "cannot be decoded (" + session.message() + ")",
                "it is damaged: copy, download or export it again");
  }

  std::vector<ValueRange> measureRanges() const {
    const cv::Size stored = storedSize();
    const cv::Size grid(std::min(stored.width, kMeasuredSide), std::min(stored.height, kMeasuredSide));
    std::vector<cv::Mat> planes;
    cv::split(read({0, 0, stored.width, stored.height}, grid, CV_32F), planes);
    std::vector<ValueRange> ranges;
    for (std::size_t i = 0; i < planes.size(); ++i) {
      int declared = 0;
      const auto empty = static_cast<float>(GDALGetRasterNoDataValue(band(dataset.get(), bands[i]), &declared));
      std::vector<float> values(planes[i].begin<float>(), planes[i].end<float>());
      if (declared) std::erase(values, empty);
      ranges.push_back(percentileRange(values));
    }
    return ranges;
  }

  cv::Mat readStretched(const Window& window, cv::Size size) const {
    const std::vector<ValueRange> ranges = rememberedRanges(path, [this] { return measureRanges(); });
    std::vector<cv::Mat> planes;
    cv::split(read(window, size, CV_32F), planes);
    for (std::size_t i = 0; i < planes.size(); ++i) {
      const double scale = 255.0 / (double(ranges[i].high) - ranges[i].low);
      cv::patchNaNs(planes[i], ranges[i].low);
      planes[i].convertTo(planes[i], CV_8U, scale, -ranges[i].low * scale);
    }
    cv::Mat pixels;
    cv::merge(planes, pixels);
    return pixels;
  }

  /// 8 bits with the values of the file, palettes as colours.
  cv::Mat readValues(const Window& window, cv::Size size) const {
    cv::Mat pixels = read(window, size, CV_8U);
    if (palette != nullptr) return lookUpColours(pixels, palette);
    if (factor != 1.0) pixels.convertTo(pixels, CV_8U, factor);
    return pixels;
  }

  std::filesystem::path path;
  WindowedPicture dataset;
  std::vector<int> bands;
  GDALColorTableH palette = nullptr;
  GDALDataType type = GDT_Byte;
  double factor = 1.0;
};

Raster::Raster(const std::filesystem::path& file) : path_(file) {
  const GdalSession session;
  file_ = std::make_unique<File>(file);
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

std::optional<double> Raster::noData() const {
  int declared = 0;
  const double value = GDALGetRasterNoDataValue(band(file_->dataset.get(), file_->bands.front()), &declared);
  return declared ? std::optional(value) : std::nullopt;
}

bool Raster::isColour() const {
  return file_->bands.size() == 3 || file_->palette != nullptr;
}

bool Raster::hasOverviews() const {
  return GDALGetOverviewCount(band(file_->dataset.get(), file_->bands.front())) > 0;
}

cv::Mat Raster::readRgb(const Window& window) const {
  return readRgb(window, {window.width, window.height});
}

cv::Mat Raster::readRgb(const Window& window, cv::Size size) const {
  const Window stored = orientation_.toStored(window, size_);
  const cv::Size turned = orientation_.transposed ? cv::Size(size.height, size.width) : size;
  cv::Mat pixels = file_->type == GDT_Byte ? file_->readValues(stored, turned) : file_->readStretched(stored, turned);
  if (pixels.channels() == 1) cv::cvtColor(pixels, pixels, cv::COLOR_GRAY2RGB);
  return orientation_.apply(pixels);
}

cv::Mat Raster::readBrightness(const Window& window) const {
  const Window stored = orientation_.toStored(window, size_);
  const cv::Mat pixels = file_->readValues(stored, {stored.width, stored.height});
  if (pixels.channels() == 1) return orientation_.apply(pixels);
  std::vector<cv::Mat> planes;
  cv::split(pixels, planes);
  cv::Mat brightness = cv::max(planes[0], planes[1]);
  brightness = cv::max(brightness, planes[2]);
  return orientation_.apply(brightness);
}

}  // namespace macadam
