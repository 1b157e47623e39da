#pragma once

#include <gdal.h>
#include <gtest/gtest.h>

#include <cpl_string.h>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// A raster file under construction, closed at the end of its scope.
class GdalFile {
 public:
  using Options = std::vector<std::pair<const char*, const char*>>;

  GdalFile(const std::filesystem::path& file, int width, int height, int bands, GDALDataType type = GDT_Byte,
           const Options& options = {}) {
    GDALAllRegister();
    CPLStringList list;
    for (const auto& [name, value] : options) list.SetNameValue(name, value);
    dataset_ = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), width, height, bands, type, list.List());
    EXPECT_NE(dataset_, nullptr) << file;
  }
  ~GdalFile() { GDALClose(dataset_); }
  GdalFile(const GdalFile&) = delete;
  GdalFile& operator=(const GdalFile&) = delete;

  GDALDatasetH dataset() const { return dataset_; }
  GDALRasterBandH band(int number) const { return GDALGetRasterBand(dataset_, number); }

 private:
  GDALDatasetH dataset_ = nullptr;
};

}  // namespace macadam
