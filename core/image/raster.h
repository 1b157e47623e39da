#pragma once

#include "data/dataset.h"
#include "image/geo_reference.h"
#include "image/orientation.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <memory>
#include <optional>

namespace macadam {

/// A picture file opened for reading by windows, of any size: only what a window shows is held in memory.
///
/// In any format of picture_formats.h. Sizes and windows are those of the upright picture: an EXIF orientation is
/// applied here and nowhere else. An object belongs to one thread at a time.
class Raster {
 public:
  /// Reads the header. @throws Error naming the file.
  explicit Raster(const std::filesystem::path& file);
  ~Raster();
  Raster(Raster&&) noexcept;

  cv::Size size() const { return size_; }
  Window whole() const { return {0, 0, size_.width, size_.height}; }
  /// Of the upright picture; empty where the file has none.
  std::optional<GeoReference> georeference() const;
  /// The value of pixels without data, where the file declares one.
  std::optional<double> noData() const;
  /// True for three or more colours and for palettes.
  bool isColour() const;

  /// Whether the file keeps smaller copies of itself, so that seeing all of it does not mean reading all of it.
  bool hasOverviews() const;

  /// CV_8UC3, RGB. Grey is repeated, alpha dropped. Values of more than 8 bits are stretched from the 2nd to the 98th
  /// percentile of the whole picture, band by band, so that all windows agree.
  cv::Mat readRgb(const Window& window) const;
  /// The same at another size: a large window is read from the overviews that the file has, otherwise thinned out while
  /// it is read, so that memory holds the result alone.
  cv::Mat readRgb(const Window& window, cv::Size size) const;
  /// CV_8UC1 with the values of the file, those above 255 as 255; of colours the largest channel.
  cv::Mat readBrightness(const Window& window) const;

 private:
  struct File;

  std::filesystem::path path_;
  std::unique_ptr<File> file_;
  Orientation orientation_;
  cv::Size size_;
};

}  // namespace macadam
