#pragma once

#include "data/dataset.h"
#include "image/picture_bands.h"
#include "image/windowed_picture.h"

#include <gdal.h>
#include <opencv2/core.hpp>

#include <filesystem>
#include <optional>
#include <vector>

namespace macadam {

/// Which pixels of an open picture hold no data: those that its mask band leaves out (inside the file or beside it),
/// those that hold the value declared as "no data" in all shown bands, those whose alpha is 0, those of a palette's
/// transparent colours, and those that are no numbers.
///
/// A value that cannot be a measurement counts without being declared, where all shown bands hold it: −9999 and its
/// like in signed and floating types, and all that is beyond ±1e30.
class EmptyPixels {
 public:
  /// Borrows the picture.
  EmptyPixels(const WindowedPicture& picture, const std::filesystem::path& file, const PictureBands& bands);

  /// False where by the header every pixel has data.
  bool arePossible() const;
  /// CV_8UC1, 255 where there is no data; empty where there is everywhere.
  /// @param values what the shown bands hold in a window of the file, CV_8U or CV_32F, perhaps at another size.
  cv::Mat find(const Window& stored, const cv::Mat& values) const;
  /// 255 where all bands hold a value that no measurement has, without any being declared.
  cv::Mat findUndeclared(const cv::Mat& values) const;

 private:
  cv::Mat readBand(GDALRasterBandH band, const Window& stored, cv::Size size) const;
  cv::Mat declared(const std::vector<cv::Mat>& planes) const;

  const WindowedPicture& picture_;
  std::filesystem::path file_;
  PictureBands bands_;
  bool hasMaskBand_ = false;
  bool isSigned_ = false;  ///< Values below 0 are possible.
  bool isFloat_ = false;
  std::vector<std::optional<double>> noData_;  ///< Of the shown bands.
  cv::Mat transparentIndices_;                 ///< Of a palette: 255 where it is transparent.
};

}  // namespace macadam
