#pragma once

#include "image/geo_reference.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace macadam {

/// What a written raster holds in its pixels.
enum class RasterContent {
  Rgb,          ///< CV_8UC3.
  Rgba,         ///< CV_8UC4; alpha 0 is no data.
  Mask,         ///< CV_8UC1 as in mask_file.h: 0 background, 255 road, 128 no data.
  Codes,        ///< CV_8UC1 that may be anything.
  Probability,  ///< CV_32FC1; NaN is declared as no data.
};

/// A compressed GeoTIFF, written window by window: only some of its blocks are held in memory.
///
/// It goes to a temporary file beside the target, which appears when `commit` has everything on disk; without
/// `commit` the destructor removes the temporary file. Windows that begin and end at multiples of `kBlockSide`
/// are written fastest and smallest. An object belongs to one thread at a time. Every failure is an Error naming the
/// target.
class RasterWriter {
 public:
  static constexpr int kBlockSide = 256;

  RasterWriter(std::filesystem::path target, cv::Size size, RasterContent content,
               const std::optional<GeoReference>& reference = std::nullopt);
  ~RasterWriter();
  RasterWriter(const RasterWriter&) = delete;
  RasterWriter& operator=(const RasterWriter&) = delete;

  /// What the file says of itself (TIFFTAG_IMAGEDESCRIPTION); before the first pixels.
  void describe(const std::string& text);
  /// Writes `pixels`, of the content's type, with their upper left corner at `corner`.
  void write(cv::Point corner, const cv::Mat& pixels);
  void commit();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace macadam
