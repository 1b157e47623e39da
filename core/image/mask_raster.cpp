#include "image/mask_raster.h"

#include "image/gdal_session.h"
#include "image/windowed_picture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

std::string textOf(const char* text) {
  return text == nullptr ? std::string() : text;
}

bool isGrey(std::uint32_t colour) {
  return (colour >> 16) == (colour & 0xff) && (colour >> 8 & 0xff) == (colour & 0xff);
}

/// Bands by what they hold. A mask has one band or three colours, and perhaps an alpha channel.
struct Bands {
  std::vector<int> values;
  int alpha = 0;  ///< 0 for none.
};

Bands bandsOf(GDALDatasetH dataset, const std::string& file) {
  Bands bands;
  for (int number = 1; number <= GDALGetRasterCount(dataset); ++number) {
    const bool isAlpha = GDALGetRasterColorInterpretation(GDALGetRasterBand(dataset, number)) == GCI_AlphaBand;
    if (isAlpha)
      bands.alpha = number;
    else
      bands.values.push_back(number);
  }
  if (bands.values.size() == 1 || bands.values.size() == 3) return bands;
  throw Error(file, "has " + std::to_string(bands.values.size()) + " bands",
              "export the mask with one band, or with the three colours red, green and blue");
}

std::vector<std::uint32_t> paletteOf(GDALRasterBandH band) {
  std::vector<std::uint32_t> palette;
  const GDALColorTableH table = GDALGetRasterColorTable(band);
  for (int i = 0; table != nullptr && i < std::min(GDALGetColorEntryCount(table), 256); ++i) {
    GDALColorEntry entry{};
    GDALGetColorEntryAsRGB(table, i, &entry);
    palette.push_back(static_cast<std::uint32_t>((entry.c1 & 0xff) << 16 | (entry.c2 & 0xff) << 8 | (entry.c3 & 0xff)));
  }
  return palette;
}

/// A palette that is nothing but a way to write grey values; black may fill what it leaves over.
bool isGreyScale(const std::vector<std::uint32_t>& palette) {
  std::set<std::uint32_t> greys;
  for (const std::uint32_t colour : palette) {
    if (!isGrey(colour) || (!greys.insert(colour).second && colour != 0)) return false;
  }
  return greys.size() >= 2;
}

/// What the bytes of a band stand for.
using ByteMeaning = std::array<std::uint8_t, 256>;

ByteMeaning plainBytes() {
  ByteMeaning meaning{};
  for (std::size_t i = 0; i < meaning.size(); ++i) meaning[i] = static_cast<std::uint8_t>(i);
  return meaning;
}

cv::Mat nanMask(const cv::Mat& values) {
  cv::Mat mask(values.size(), CV_8UC1);  // cv::compare takes some NaN to be equal to itself
  std::transform(values.begin<double>(), values.end<double>(), mask.begin<std::uint8_t>(),
                 [](double value) { return static_cast<std::uint8_t>(std::isnan(value) ? 255 : 0); });
  return mask;
}

}  // namespace

struct MaskRaster::File {
  explicit File(std::filesystem::path name)
      : path(std::move(name)), dataset(path), bands(bandsOf(dataset.get(), path.string())) {
    type = GDALGetRasterDataType(band(bands.values.front()));
    driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset.get()));
    isLossy = isLossyFile();
    isMinIsWhite = (type == GDT_Byte || type == GDT_UInt16) &&
                   textOf(GDALGetMetadataItem(dataset.get(), "MINISWHITE", "IMAGE_STRUCTURE")) == "YES";
    const int flags = GDALGetMaskFlags(band(bands.values.front()));
    hasMaskBand = (flags & GMF_PER_DATASET) != 0 && (flags & (GMF_ALPHA | GMF_NODATA | GMF_ALL_VALID)) == 0;
    if (!isColour()) describeValues();
    noData = declaredNoData();
  }

  GDALRasterBandH band(int number) const { return GDALGetRasterBand(dataset.get(), number); }
  bool isColour() const { return bands.values.size() == 3; }
  bool isByte() const { return type == GDT_Byte; }
  bool isFraction() const { return type == GDT_Float32 || type == GDT_Float64; }
  cv::Size storedSize() const { return {GDALGetRasterXSize(dataset.get()), GDALGetRasterYSize(dataset.get())}; }

  /// As the file says; where it does not, by its format.
  bool isLossyFile() const {
    const auto item = [&](const char* name) {
      return textOf(GDALGetMetadataItem(dataset.get(), name, "IMAGE_STRUCTURE"));
    };
    if (const std::string reversibility = item("COMPRESSION_REVERSIBILITY"); !reversibility.empty()) {
      return reversibility != "LOSSLESS";
    }
    const std::string compression = item("COMPRESSION");
    return compression.find("JPEG") != std::string::npos || compression == "WEBP" || driver == "JPEG" ||
           driver == "WEBP" || driver.starts_with("JP2");
  }

  void describeValues() {
    const GDALRasterBandH first = band(bands.values.front());
    bytes = plainBytes();
    const int bits = bitsOf(first);
    largest = type == GDT_UInt16 ? 65535.0 : static_cast<double>((1 << std::min(bits, 8)) - 1);
    if (isMinIsWhite) {
      std::ranges::transform(bytes, bytes.begin(), [this](int byte) { return std::max(0, int(largest) - byte); });
    } else if (type == GDT_Byte) {
      palette = paletteOf(first);
      if (isGreyScale(palette)) {
        for (std::size_t i = 0; i < palette.size(); ++i) bytes[i] = static_cast<std::uint8_t>(palette[i] & 0xff);
        palette.clear();
        return;
      }
    }
    if (palette.empty() && (bits == 1 || (bits < 8 && driver == "PNG"))) {
      for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(std::min(byte * 255 / int(largest), 255));
    }
    char** categories = GDALGetRasterCategoryNames(first);
    for (int i = 0; categories != nullptr && categories[i] != nullptr; ++i) {
      if (*categories[i] != '\0') names.push_back({categories[i], {{static_cast<double>(i), false}}});
    }
  }

  /// 8 for whole bytes; files of 1, 2 or 4 bits a pixel hold smaller values.
  static int bitsOf(GDALRasterBandH ofBand) {
    const char* bits = GDALGetMetadataItem(ofBand, "NBITS", "IMAGE_STRUCTURE");
    const int count = bits == nullptr ? 8 : std::atoi(bits);
    return count >= 1 && count < 8 ? count : 8;
  }

  std::optional<double> noDataOf(int number) const {
    int declared = 0;
    if (type == GDT_Int64) {
      const auto value = GDALGetRasterNoDataValueAsInt64(band(number), &declared);
      return declared ? std::optional(static_cast<double>(value)) : std::nullopt;
    }
    if (type == GDT_UInt64) {
      const auto value = GDALGetRasterNoDataValueAsUInt64(band(number), &declared);
      return declared ? std::optional(static_cast<double>(value)) : std::nullopt;
    }
    const double value = GDALGetRasterNoDataValue(band(number), &declared);
    if (!declared || std::isnan(value)) return std::nullopt;
    return type == GDT_Float32 ? static_cast<double>(static_cast<float>(value)) : value;
  }

  std::optional<MaskValue> declaredNoData() const {
    std::vector<double> values;
    for (const int number : bands.values) {
      const auto value = noDataOf(number);
      if (!value || (isByte() && (*value < 0 || *value > 255 || *value != std::trunc(*value)))) return std::nullopt;
      values.push_back(*value);
    }
    if (isColour()) {
      const double colour = values[0] * 65536 + values[1] * 256 + values[2];
      if (!isByte()) return std::nullopt;
      return values[0] == values[1] && values[1] == values[2] ? MaskValue{values[0], false} : MaskValue{colour, true};
    }
    if (isByte()) return MaskValue{double(bytes[static_cast<std::size_t>(values[0])]), false};
    return MaskValue{isMinIsWhite ? largest - values[0] : values[0], false};
  }

  /// Bands of a stored window, one beside the other in each pixel.
  cv::Mat read(const Window& window, std::vector<int> numbers, int depth) const {
    const GdalSession session;
    cv::Mat pixels(window.height, window.width, CV_MAKETYPE(depth, static_cast<int>(numbers.size())));
    const CPLErr result = GDALDatasetRasterIO(
        dataset.forWindow(window), GF_Read, window.x, window.y, window.width, window.height, pixels.data, window.width,
        window.height, depth == CV_8U ? GDT_Byte : GDT_Float64, static_cast<int>(numbers.size()), numbers.data(),
        static_cast<int>(pixels.elemSize()), static_cast<int>(pixels.step[0]), static_cast<int>(pixels.elemSize1()));
    if (result == CE_None && !session.failed()) return pixels;
    throw Error(path.string(), "cannot be decoded (" + session.message() + ")",
                "it is damaged: copy, download or export it again");
  }

  cv::Mat readMaskBand(const Window& window) const {
    const GdalSession session;
    cv::Mat valid(window.height, window.width, CV_8UC1);
    const CPLErr result =
        GDALRasterIO(GDALGetMaskBand(GDALGetRasterBand(dataset.forWindow(window), bands.values.front())), GF_Read,
                     window.x, window.y, window.width, window.height, valid.data, window.width, window.height, GDT_Byte,
                     1, static_cast<int>(valid.step));
    if (result == CE_None && !session.failed()) return valid == 0;
    throw Error(path.string(), "has a mask band that cannot be decoded (" + session.message() + ")",
                "it is damaged: copy, download or export it again");
  }

  cv::Mat readValues(const Window& window) const {
    cv::Mat pixels = read(window, bands.values, isByte() ? CV_8U : CV_64F);
    if (isColour()) {
      if (!isByte()) pixels.convertTo(pixels, CV_8U, 255.0 / 65535.0);
    } else if (isByte()) {
      if (bytes != plainBytes())
        cv::LUT(pixels, cv::Mat(1, 256, CV_8UC1, const_cast<std::uint8_t*>(bytes.data())), pixels);
    } else if (isMinIsWhite) {
      pixels = largest - pixels;
    }
    return pixels;
  }

  std::filesystem::path path;
  WindowedPicture dataset;
  Bands bands;
  GDALDataType type = GDT_Byte;
  std::string driver;
  bool isLossy = false;
  bool isMinIsWhite = false;
  bool hasMaskBand = false;
  double largest = 255.0;  ///< That the type holds; white turned around.
  ByteMeaning bytes{};
  std::vector<std::uint32_t> palette;
  std::vector<NamedMaskValue> names;
  std::optional<MaskValue> noData;
};

MaskRaster::MaskRaster(const std::filesystem::path& file) {
  const GdalSession session;
  file_ = std::make_unique<File>(file);
  const bool holdsColours = file_->isByte() || file_->type == GDT_UInt16;
  if (GDALDataTypeIsComplex(file_->type) || (file_->isColour() && !holdsColours)) {
    throw Error(file.string(),
                std::string("holds numbers of the type ") + GDALGetDataTypeName(file_->type) +
                    (file_->isColour() ? " in three bands" : ""),
                "export the mask as one band of whole numbers");
  }
  const char* tag = GDALGetMetadataItem(file_->dataset.get(), "EXIF_Orientation", nullptr);
  orientation_ = orientationFromExif(tag == nullptr ? 1 : std::atoi(tag));
  size_ = orientation_.uprightSize(file_->storedSize());
}

MaskRaster::~MaskRaster() = default;
MaskRaster::MaskRaster(MaskRaster&&) noexcept = default;

std::optional<GeoReference> MaskRaster::georeference() const {
  const GdalSession session;
  return readGeoReference(file_->dataset.get(), orientation_);
}

bool MaskRaster::isColour() const {
  return file_->isColour();
}

const std::vector<std::uint32_t>& MaskRaster::palette() const {
  return file_->palette;
}

const std::vector<NamedMaskValue>& MaskRaster::names() const {
  return file_->names;
}

bool MaskRaster::hasAlpha() const {
  return file_->bands.alpha != 0;
}

bool MaskRaster::isLossy() const {
  return file_->isLossy;
}

bool MaskRaster::isMinIsWhite() const {
  return file_->isMinIsWhite;
}

const std::optional<MaskValue>& MaskRaster::declaredNoData() const {
  return file_->noData;
}

MaskPixels MaskRaster::read(const Window& window) const {
  const Window stored = orientation_.toStored(window, size_);
  MaskPixels pixels{.values = file_->readValues(stored)};
  if (file_->hasMaskBand) pixels.noData = file_->readMaskBand(stored);
  if (file_->isFraction()) {
    const cv::Mat nan = nanMask(pixels.values);
    if (cv::countNonZero(nan) > 0) pixels.noData = pixels.noData.empty() ? nan : cv::Mat(pixels.noData | nan);
  }
  if (hasAlpha()) pixels.alpha = file_->read(stored, {file_->bands.alpha}, CV_8U);
  if (orientation_.isUpright()) return pixels;
  for (cv::Mat* plane : {&pixels.values, &pixels.noData, &pixels.alpha}) {
    if (!plane->empty()) *plane = orientation_.apply(*plane);
  }
  return pixels;
}

}  // namespace macadam
