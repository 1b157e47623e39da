#pragma once

#include "data/dataset.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>

namespace macadam {

/// A decoded sample.
struct Tile {
  cv::Mat image;     ///< CV_8UC3, RGB.
  cv::Mat mask;      ///< CV_8UC1 with 0 background, 1 road, 255 ignore; empty when the sample has no mask.
  cv::Mat noData{};  ///< CV_8UC1, 255 where the picture has no data; empty where it has data everywhere.
};

/// Decodes a sample, mask rule applied in full; the mask is 255 where the picture has no data.
/// @throws Error when mask and image differ in size.
Tile decode(const Sample& sample);
/// The same, but the picture is read only where by its header, or by what its layout says of white areas, it may lack
/// data.
Tile decodeLabels(const Sample& sample);
/// Its mask alone, the same. @pre the sample has one.
cv::Mat decodeMask(const Sample& sample);

/// 255 where a picture has no data: pure white areas; smaller white spots are roofs and markings.
cv::Mat blankAreas(const cv::Mat& image);

/// Share of road among the valid pixels of a mask, 0 when there are none.
double roadShare(const cv::Mat& mask);

/// Decoded tiles under a byte budget, least recently used out first. Safe to call from many threads;
/// two callers that ask for one sample at once decode it once.
class ImageStore {
 public:
  explicit ImageStore(std::size_t budgetBytes);
  ~ImageStore();

  std::shared_ptr<const Tile> tile(const Sample& sample);
  std::size_t bytes() const;

 private:
  struct Cache;
  std::unique_ptr<Cache> cache_;
};

}  // namespace macadam
