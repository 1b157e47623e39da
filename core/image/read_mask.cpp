#include "image/read_mask.h"

#include "image/image_store.h"
#include "image/raster.h"

#include <opencv2/imgproc.hpp>

#include <string>

namespace macadam {
namespace {

constexpr std::uint8_t kIgnore = 255;

std::string text(cv::Size size) {
  return std::to_string(size.width) + "×" + std::to_string(size.height);
}

cv::Mat exactly(const cv::Mat& rgb, const cv::Scalar& colour) {
  cv::Mat equal;
  cv::inRange(rgb, colour, colour, equal);
  return equal;
}

cv::Mat readRoadNetRed(const Raster& raster, const Window& window) {
  const cv::Mat rgb = raster.readRgb(window);
  cv::Mat mask(rgb.size(), CV_8UC1, cv::Scalar(kIgnore));
  mask.setTo(0, exactly(rgb, cv::Scalar::all(255)));
  mask.setTo(1, exactly(rgb, cv::Scalar(255, 0, 0)));
  return mask;
}

/// Black and white always mean background and road; another value that the file declares as "no data" is ignored.
cv::Mat readThreshold(const Raster& raster, const Window& window, int threshold) {
  const cv::Mat brightness = raster.readBrightness(window);
  cv::Mat mask;
  cv::threshold(brightness, mask, threshold, 1, cv::THRESH_BINARY);
  const std::optional<double> noData = raster.noData();
  if (noData && *noData > 0 && *noData < 255) mask.setTo(kIgnore, brightness == *noData);
  return mask;
}

cv::Mat readMask(const Raster& raster, const MaskRule& rule, const Window& window) {
  if (rule.coding == MaskCoding::RoadNetRed) return readRoadNetRed(raster, window);
  return readThreshold(raster, window, rule.threshold);
}

}  // namespace

cv::Mat readMask(const std::filesystem::path& file, const MaskRule& rule, const std::optional<Window>& window) {
  const Raster raster(file);
  return readMask(raster, rule, window.value_or(raster.whole()));
}

cv::Mat readMaskOf(const Sample& sample, cv::Size imageSize) {
  const Raster mask(sample.mask);
  if (mask.size() != imageSize) {
    throw Error(sample.mask.string(), "is " + text(mask.size()) + ", its image " + text(imageSize),
                "re-export the mask at the size of the image");
  }
  return readMask(mask, sample.maskRule, sample.window.value_or(mask.whole()));
}

}  // namespace macadam
