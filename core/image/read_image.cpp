#include "image/image_store.h"
#include "image/raster.h"
#include "image/read_mask.h"

#include <opencv2/imgproc.hpp>

#include <utility>

namespace macadam {
namespace {

/// Smaller white spots are roofs and markings, not areas without data.
constexpr int kBlankSide = 9;

constexpr std::uint8_t kIgnore = 255;

void addTo(cv::Mat& noData, const cv::Mat& blank) {
  if (cv::countNonZero(blank) == 0) return;
  noData = noData.empty() ? blank : cv::Mat(noData | blank);
}

Tile decode(const Raster& image, const Sample& sample) {
  Pixels pixels = image.read(sample.window.value_or(image.whole()));
  Tile tile{.image = std::move(pixels.rgb), .mask = {}, .noData = std::move(pixels.noData)};
  if (sample.maskRule.blankWhiteImageIsIgnored) addTo(tile.noData, blankAreas(tile.image));
  if (!sample.hasMask()) return tile;
  tile.mask = readMaskOf(sample, image.size());
  if (!tile.noData.empty()) tile.mask.setTo(kIgnore, tile.noData);
  return tile;
}

}  // namespace

cv::Mat blankAreas(const cv::Mat& image) {
  cv::Mat blank;
  cv::inRange(image, cv::Scalar::all(255), cv::Scalar::all(255), blank);
  cv::morphologyEx(blank, blank, cv::MORPH_OPEN, cv::Mat::ones(kBlankSide, kBlankSide, CV_8U));
  return blank;
}

double roadShare(const cv::Mat& mask) {
  const int valid = cv::countNonZero(mask != 255);
  return valid == 0 ? 0.0 : double(cv::countNonZero(mask == 1)) / valid;
}

Tile decode(const Sample& sample) {
  return decode(Raster(sample.image, sample.pixels), sample);
}

Tile decodeLabels(const Sample& sample) {
  const Raster image(sample.image, sample.pixels);
  if (sample.maskRule.blankWhiteImageIsIgnored || image.mayLackData()) return decode(image, sample);
  return {.image = {}, .mask = sample.hasMask() ? readMaskOf(sample, image.size()) : cv::Mat()};
}

cv::Mat decodeMask(const Sample& sample) {
  return decodeLabels(sample).mask;
}

}  // namespace macadam
