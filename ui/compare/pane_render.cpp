#include "ui/compare/pane_render.h"

#include "eval/confusion.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace macadam {
namespace {

/// Errors are painted on a ground that does not compete with their colours.
constexpr double kGroundBrightness = 0.75;

cv::Mat heatTable() {
  cv::Mat grey(1, 256, CV_8UC1), bgr, rgb;
  for (int i = 0; i < 256; ++i) grey.at<uchar>(i) = static_cast<uchar>(i);
  cv::applyColorMap(grey, bgr, cv::COLORMAP_VIRIDIS);
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return rgb;
}

cv::Mat blended(const cv::Mat& ground, const cv::Mat& layer, double opacity) {
  cv::Mat result;
  cv::addWeighted(ground, 1.0 - opacity, layer, opacity, 0.0, result);
  return result;
}

/// The picture goes grey and dark as far as the overlay is opaque.
cv::Mat errorGround(const cv::Mat& image, double opacity) {
  return blended(image, quietGround(image, kGroundBrightness), opacity);
}

/// What is not counted is marked too, in the colour that it has among errors.
cv::Mat withTruth(const cv::Mat& image, const cv::Mat& mask, double opacity) {
  const cv::Mat ignored = (mask == kIgnore) & 1;
  return blendMask(blendMask(image, ignored, ErrorColours().ignored, opacity), mask, kRoadColour, opacity);
}

bool fits(const cv::Mat& layer, const cv::Mat& image) {
  return layer.size() == image.size();
}

}  // namespace

cv::Mat heatMap(const cv::Mat& probability) {
  static const cv::Mat table = heatTable();
  cv::Mat levels, repeated, rgb;
  probability.convertTo(levels, CV_8U, 255.0 / kCertain);
  cv::cvtColor(levels, repeated, cv::COLOR_GRAY2RGB);
  cv::LUT(repeated, table, rgb);
  return rgb;
}

QColor heatColour(double probability) {
  static const cv::Mat table = heatTable();
  const auto colour = table.at<cv::Vec3b>(static_cast<int>(std::clamp(probability, 0.0, 1.0) * 255.0 + 0.5));
  return {colour[0], colour[1], colour[2]};
}

cv::Mat renderPane(const PaneContents& contents, const PaneLook& look) {
  const cv::Mat& image = contents.tile->image;
  const cv::Mat& mask = contents.tile->mask;
  const bool hasMask = fits(mask, image);
  if (contents.kind == SourceKind::Truth && hasMask) return withTruth(image, mask, look.opacity);
  const bool isPredicted = contents.kind != SourceKind::Image && contents.kind != SourceKind::Truth;
  if (!isPredicted || !contents.probability || !fits(*contents.probability, image)) return image;
  const cv::Mat& probability = *contents.probability;
  if (contents.kind == SourceKind::Disagreement || look.view == PredictionView::HeatMap) {
    return blended(image, heatMap(probability), look.opacity);
  }
  const cv::Mat road = roadAbove(probability, look.threshold);
  if (look.view == PredictionView::Road || !hasMask) return blendMask(image, road, kRoadColour, look.opacity);
  return blendErrors(errorGround(image, look.opacity), road, mask, {}, look.opacity);
}

}  // namespace macadam
