#include "image/image_store.h"
#include "image/raster.h"
#include "image/read_mask.h"

#include <opencv2/imgproc.hpp>

namespace macadam {
namespace {

/// Smaller white spots are roofs and markings, not areas without data.
constexpr int kBlankSide = 9;

constexpr std::uint8_t kIgnore = 255;

}  // namespace

cv::Mat blankAreas(const cv::Mat& image) {
  cv::Mat blank;
  cv::inRange(image, cv::Scalar::all(255), cv::Scalar::all(255), blank);
  cv::morphologyEx(blank, blank, cv::MORPH_OPEN, cv::Mat::ones(kBlankSide, kBlankSide, CV_8U));
  return blank;
}

cv::Mat readImage(const std::filesystem::path& file, const std::optional<Window>& window) {
  const Raster raster(file);
  return raster.readRgb(window.value_or(raster.whole()));
}

Tile decode(const Sample& sample) {
  const Raster image(sample.image);
  Tile tile{image.readRgb(sample.window.value_or(image.whole())), {}};
  if (!sample.hasMask()) return tile;
  tile.mask = readMaskOf(sample, image.size());
  if (sample.maskRule.blankWhiteImageIsIgnored) tile.mask.setTo(kIgnore, blankAreas(tile.image));
  return tile;
}

}  // namespace macadam
