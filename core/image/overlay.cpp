#include "image/overlay.h"

#include "base/error.h"
#include "eval/confusion.h"

#include <opencv2/imgproc.hpp>

#include <string>

namespace macadam {
namespace {

std::string sizeText(const cv::Mat& picture) {
  return std::to_string(picture.cols) + "×" + std::to_string(picture.rows);
}

void requireEqualSizes(const cv::Mat& picture, const cv::Mat& layer) {
  if (picture.size() == layer.size()) return;
  throw Error("overlay", "is " + sizeText(layer) + ", its picture " + sizeText(picture),
              "use the mask or prediction of this picture");
}

cv::Vec3b mixed(const cv::Vec3b& ground, Colour colour, double opacity) {
  const auto mix = [opacity](double under, double over) {
    return cv::saturate_cast<uchar>(under + (over - under) * opacity);
  };
  return {mix(ground[0], colour.red), mix(ground[1], colour.green), mix(ground[2], colour.blue)};
}

/// Paints every pixel for which `colourOf(point)` names a colour.
template <typename ColourOf>
cv::Mat painted(const cv::Mat& picture, double opacity, ColourOf colourOf) {
  cv::Mat result = picture.clone();
  result.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int* at) {
    if (const Colour* colour = colourOf(at[0], at[1])) pixel = mixed(pixel, *colour, opacity);
  });
  return result;
}

}  // namespace

cv::Mat blendMask(const cv::Mat& picture, const cv::Mat& mask, Colour road, double opacity) {
  requireEqualSizes(picture, mask);
  return painted(picture, opacity, [&](int y, int x) { return mask.at<uchar>(y, x) == 1 ? &road : nullptr; });
}

cv::Mat blendProbability(const cv::Mat& picture, const cv::Mat& probability, Colour road, double opacity) {
  requireEqualSizes(picture, probability);
  cv::Mat result = picture.clone();
  result.forEach<cv::Vec3b>(
      [&](cv::Vec3b& pixel, const int* at) { pixel = mixed(pixel, road, opacity * probability.at<float>(at)); });
  return result;
}

cv::Mat blendErrors(const cv::Mat& picture, const cv::Mat& prediction, const cv::Mat& mask, const ErrorColours& colours,
                    double opacity) {
  requireEqualSizes(picture, prediction);
  requireEqualSizes(picture, mask);
  return painted(picture, opacity, [&](int y, int x) -> const Colour* {
    const int label = mask.at<uchar>(y, x);
    const bool found = prediction.at<uchar>(y, x) == 1;
    if (label == kIgnore) return &colours.ignored;
    if (label == 1) return found ? &colours.hit : &colours.miss;
    return found ? &colours.falseAlarm : nullptr;
  });
}

cv::Mat quietGround(const cv::Mat& picture, double brightness) {
  cv::Mat grey, result;
  cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
  grey.convertTo(grey, CV_8U, brightness);
  cv::cvtColor(grey, result, cv::COLOR_GRAY2RGB);
  return result;
}

cv::Mat toPrediction(const cv::Mat& probability) {
  cv::Mat prediction;
  cv::threshold(probability, prediction, 0.5, 1.0, cv::THRESH_BINARY);
  prediction.convertTo(prediction, CV_8U);
  return prediction;
}

}  // namespace macadam
