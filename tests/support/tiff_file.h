#pragma once

#include <gdal.h>
#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What field programs put into a GeoTIFF; the bands are of one type.
struct TiffFile {
  std::vector<cv::Mat> bands;
  std::vector<std::string> options = {};  ///< For example `ALPHA=NO`.
  std::optional<double> noData = {};
  cv::Mat mask = {};  ///< 0 where there is no data.
  bool maskIsInside = true;
};

inline GDALDataType gdalType(int depth) {
  switch (depth) {
    case CV_8U:
      return GDT_Byte;
    case CV_16U:
      return GDT_UInt16;
    case CV_16S:
      return GDT_Int16;
    case CV_32F:
      return GDT_Float32;
    default:
      return GDT_Float64;
  }
}

inline void writeBand(GDALRasterBandH band, const cv::Mat& pixels) {
  const cv::Mat whole = pixels.isContinuous() ? pixels : pixels.clone();
  ASSERT_EQ(GDALRasterIO(band, GF_Write, 0, 0, whole.cols, whole.rows, whole.data, whole.cols, whole.rows,
                         gdalType(whole.depth()), 0, 0),
            CE_None);
}

inline void writeTiff(const std::filesystem::path& file, const TiffFile& contents) {
  GDALAllRegister();
  std::filesystem::create_directories(file.parent_path());
  CPLStringList options;
  for (const std::string& option : contents.options) options.AddString(option.c_str());
  const cv::Mat& first = contents.bands.front();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), first.cols, first.rows,
                                    static_cast<int>(contents.bands.size()), gdalType(first.depth()), options.List());
  ASSERT_NE(dataset, nullptr);
  for (std::size_t i = 0; i < contents.bands.size(); ++i) {
    const GDALRasterBandH band = GDALGetRasterBand(dataset, static_cast<int>(i) + 1);
    if (contents.noData) GDALSetRasterNoDataValue(band, *contents.noData);
    writeBand(band, contents.bands[i]);
  }
  if (!contents.mask.empty()) {
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", contents.maskIsInside ? "YES" : "NO");
    GDALCreateDatasetMaskBand(dataset, GMF_PER_DATASET);
    writeBand(GDALGetMaskBand(GDALGetRasterBand(dataset, 1)), contents.mask);
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
  }
  GDALClose(dataset);
}

/// One row of values.
template <typename Value>
cv::Mat rowOf(std::initializer_list<Value> values) {
  cv::Mat row(1, static_cast<int>(values.size()), cv::DataType<Value>::type);
  std::copy(values.begin(), values.end(), row.template begin<Value>());
  return row;
}

}  // namespace macadam
