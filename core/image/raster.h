#pragma once

#include "data/dataset.h"
#include "image/geo_reference.h"
#include "image/orientation.h"
#include "image/pixel_reading.h"

#include <opencv2/core.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace macadam {

struct PictureBands;

/// What a window of a picture shows.
struct Pixels {
  cv::Mat rgb;     ///< CV_8UC3; black where there is no data.
  cv::Mat noData;  ///< CV_8UC1, 255 where there is no data; empty where there is data everywhere.
};

/// A picture file opened for reading by windows, of any size: only what a window shows is held in memory.
///
/// In any format of picture_formats.h. Sizes and windows are those of the upright picture: an EXIF orientation is
/// applied here and nowhere else. An object belongs to one thread at a time.
class Raster {
 public:
  /// Reads the header. @throws Error naming the file, also where it lacks a band that the reading asks for.
  explicit Raster(const std::filesystem::path& file, const PixelReading& reading = {});
  ~Raster();
  Raster(Raster&&) noexcept;

  cv::Size size() const { return size_; }
  Window whole() const { return {0, 0, size_.width, size_.height}; }
  /// Of the upright picture; empty where the file has none.
  std::optional<GeoReference> georeference() const;
  /// True for three or more colours and for palettes.
  bool isColour() const;

  /// Whether the file keeps smaller copies of itself, so that seeing all of it does not mean reading all of it.
  bool hasOverviews() const;

  /// Whether the reading's ranges apply: more than 8 bits a channel.
  bool isDeep() const;
  int bandCount() const;
  /// What the bands stand for, by the header.
  const PictureBands& bands() const;
  /// Whether a tag or two values in the last band make it alpha; reads pixels where the header leaves that open.
  bool hasAlpha() const;
  /// False where by the header every pixel has data.
  bool mayLackData() const;

  /// Grey is repeated, alpha left out. Values of more than 8 bits are stretched as the reading says.
  Pixels read(const Window& window) const;
  /// Its colours alone, CV_8UC3.
  cv::Mat readRgb(const Window& window) const;
  /// The same at another size: a large window is read from the overviews that the file has, otherwise thinned out while
  /// it is read, so that memory holds the result alone.
  cv::Mat readRgb(const Window& window, cv::Size size) const;
  /// The values of the shown bands at full resolution and as stored, CV_32F, what has no data as NaN; `impossible`
  /// counts the pixels that have none without its being declared.
  cv::Mat readValues(const Window& window, std::int64_t& impossible) const;

 private:
  struct File;

  std::filesystem::path path_;
  std::unique_ptr<File> file_;
  Orientation orientation_;
  cv::Size size_;
};

}  // namespace macadam
