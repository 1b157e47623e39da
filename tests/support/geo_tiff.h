#pragma once

#include <gdal.h>
#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What a GeoTIFF states beside its pixels.
struct GeoTiffFacts {
  GDALDataType type = GDT_Byte;
  std::optional<double> noData;
  std::optional<std::array<double, 6>> transform;
  std::string projection;
  std::vector<std::string> options;           ///< Creation options such as `PHOTOMETRIC=MINISWHITE`.
  std::vector<std::array<short, 3>> palette;  ///< Of the only band.
  std::optional<GDALColorInterp> lastBand;    ///< For example alpha.
};

/// Writes bands of CV_64FC1 with GDAL.
inline void writeGeoTiff(const std::filesystem::path& file, const std::vector<cv::Mat>& bands,
                         const GeoTiffFacts& facts = {}) {
  GDALAllRegister();
  std::filesystem::create_directories(file.parent_path());
  std::vector<char*> options;
  for (const std::string& option : facts.options) options.push_back(const_cast<char*>(option.c_str()));
  options.push_back(nullptr);
  const cv::Mat& first = bands.front();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), first.cols, first.rows,
                                    static_cast<int>(bands.size()), facts.type, options.data());
  ASSERT_NE(dataset, nullptr) << file;
  if (facts.transform) GDALSetGeoTransform(dataset, const_cast<double*>(facts.transform->data()));
  if (!facts.projection.empty()) GDALSetProjection(dataset, facts.projection.c_str());
  if (facts.lastBand) {
    GDALSetRasterColorInterpretation(GDALGetRasterBand(dataset, GDALGetRasterCount(dataset)), *facts.lastBand);
  }
  if (!facts.palette.empty()) {
    GDALColorTableH table = GDALCreateColorTable(GPI_RGB);
    for (std::size_t i = 0; i < facts.palette.size(); ++i) {
      const GDALColorEntry entry{facts.palette[i][0], facts.palette[i][1], facts.palette[i][2], 255};
      GDALSetColorEntry(table, static_cast<int>(i), &entry);
    }
    GDALSetRasterColorTable(GDALGetRasterBand(dataset, 1), table);
    GDALDestroyColorTable(table);
  }
  for (std::size_t i = 0; i < bands.size(); ++i) {
    GDALRasterBandH band = GDALGetRasterBand(dataset, static_cast<int>(i + 1));
    if (facts.noData) GDALSetRasterNoDataValue(band, *facts.noData);
    cv::Mat pixels = bands[i].clone();
    EXPECT_EQ(pixels.type(), CV_64FC1);
    EXPECT_EQ(GDALRasterIO(band, GF_Write, 0, 0, pixels.cols, pixels.rows, pixels.data, pixels.cols, pixels.rows,
                           GDT_Float64, 0, 0),
              CE_None);
  }
  GDALClose(dataset);
}

inline void writeGeoTiff(const std::filesystem::path& file, const cv::Mat& band, const GeoTiffFacts& facts = {}) {
  writeGeoTiff(file, std::vector<cv::Mat>{band}, facts);
}

/// One row of numbers.
inline cv::Mat numbers(std::initializer_list<double> values) {
  cv::Mat row(1, static_cast<int>(values.size()), CV_64FC1);
  std::copy(values.begin(), values.end(), row.begin<double>());
  return row;
}

}  // namespace macadam
