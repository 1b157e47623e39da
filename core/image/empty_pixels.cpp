#include "image/empty_pixels.h"

#include "image/gdal_session.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace macadam {
namespace {

/// What programs write for want of anything better, where nothing is declared.
constexpr std::array kImpossible{-9999.0f, -99999.0f, -32768.0f, -32767.0f};
/// Beyond it there are only fillings such as the lowest number of a type.
constexpr double kLargestMeasurement = 1e30;

bool isSignedType(GDALDataType type) {
  return type == GDT_Int16 || type == GDT_Int32 || GDALDataTypeIsFloating(type);
}

cv::Mat areAllEqual(const std::vector<cv::Mat>& planes, double value) {
  cv::Mat all;
  for (const cv::Mat& plane : planes) {
    const cv::Mat equal = plane == value;
    all = all.empty() ? equal : cv::Mat(all & equal);
  }
  return all;
}

void add(cv::Mat& empty, const cv::Mat& more) {
  if (more.empty()) return;
  empty = empty.empty() ? more : cv::Mat(empty | more);
}

/// 255 for the indices of a palette that are transparent; empty where there are none.
cv::Mat transparentIndices(GDALColorTableH palette) {
  cv::Mat transparent = cv::Mat::zeros(1, 256, CV_8UC1);
  for (int i = 0; palette != nullptr && i < std::min(GDALGetColorEntryCount(palette), 256); ++i) {
    if (GDALGetColorEntry(palette, i)->c4 == 0) transparent.at<uchar>(i) = 255;
  }
  return cv::countNonZero(transparent) > 0 ? transparent : cv::Mat();
}

}  // namespace

EmptyPixels::EmptyPixels(const WindowedPicture& picture, const std::filesystem::path& file, const PictureBands& bands)
    : picture_(picture), file_(file), bands_(bands) {
  const GDALDatasetH dataset = picture.get();
  const GDALRasterBandH first = GDALGetRasterBand(dataset, bands.shown.front());
  const int flags = GDALGetMaskFlags(first);
  hasMaskBand_ = (flags & GMF_PER_DATASET) != 0 && (flags & GMF_ALPHA) == 0;
  const GDALDataType type = GDALGetRasterDataType(first);
  isSigned_ = isSignedType(type);
  isFloat_ = GDALDataTypeIsFloating(type);
  if (bands.shown.size() == 1 && type == GDT_Byte)
    transparentIndices_ = transparentIndices(GDALGetRasterColorTable(first));
  for (const int number : bands.shown) {
    int isDeclared = 0;
    const double value = GDALGetRasterNoDataValue(GDALGetRasterBand(dataset, number), &isDeclared);
    noData_.push_back(isDeclared ? std::optional(value) : std::nullopt);
  }
}

bool EmptyPixels::arePossible() const {
  return hasMaskBand_ || isSigned_ || bands_.alpha != 0 || !transparentIndices_.empty() ||
         std::ranges::all_of(noData_, [](const auto& value) { return value.has_value(); });
}

cv::Mat EmptyPixels::readBand(GDALRasterBandH band, const Window& stored, cv::Size size) const {
  cv::Mat values(size, CV_32FC1);
  const GdalSession session;
  if (GDALRasterIO(band, GF_Read, stored.x, stored.y, stored.width, stored.height, values.data, size.width, size.height,
                   GDT_Float32, 0, 0) == CE_None) {
    return values;
  }
  throw Error(file_.string(), "cannot be decoded (" + session.message() + ")",
              "it is damaged: copy, download or export it again");
}

/// A file's declared values are compared in the precision that pixels are read in.
cv::Mat EmptyPixels::declared(const std::vector<cv::Mat>& planes) const {
  cv::Mat all;
  for (std::size_t i = 0; i < planes.size(); ++i) {
    if (!noData_[i] || !(std::abs(*noData_[i]) < kLargestMeasurement)) return {};  // found without being declared
    const cv::Mat equal = planes[i] == static_cast<double>(static_cast<float>(*noData_[i]));
    all = all.empty() ? equal : cv::Mat(all & equal);
  }
  return all;
}

cv::Mat EmptyPixels::findUndeclared(const cv::Mat& values) const {
  if (!isSigned_) return {};
  std::vector<cv::Mat> planes;
  cv::split(values, planes);
  cv::Mat empty;
  for (const float value : kImpossible) {
    const bool isKnown = std::ranges::all_of(noData_, [value](const auto& known) { return known == double(value); });
    if (!isKnown) add(empty, areAllEqual(planes, value));
  }
  return empty;
}

cv::Mat EmptyPixels::find(const Window& stored, const cv::Mat& values) const {
  if (!arePossible()) return {};
  std::vector<cv::Mat> planes;
  cv::split(values, planes);
  cv::Mat empty;
  if (hasMaskBand_) {
    add(empty, readBand(GDALGetMaskBand(GDALGetRasterBand(picture_.forWindow(stored), bands_.shown.front())), stored,
                        values.size()) == 0);
  } else {
    add(empty, declared(planes));
  }
  if (isAlpha(picture_.get(), file_, bands_)) {
    add(empty, readBand(GDALGetRasterBand(picture_.forWindow(stored), bands_.alpha), stored, values.size()) == 0);
  }
  if (!transparentIndices_.empty()) {
    cv::Mat transparent;
    cv::LUT(values, transparentIndices_, transparent);
    add(empty, transparent);
  }
  add(empty, findUndeclared(values));
  for (std::size_t i = 0; isFloat_ && i < planes.size(); ++i) {
    const cv::Mat isNumber = cv::abs(planes[i]) < kLargestMeasurement;  // false of what is no number
    add(empty, ~isNumber);
  }
  if (empty.empty() || cv::countNonZero(empty) == 0) return {};
  return empty;
}

}  // namespace macadam
