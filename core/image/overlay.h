#pragma once

#include <opencv2/core.hpp>

#include <cstdint>

namespace macadam {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  bool operator==(const Colour&) const = default;
};

/// Colours that differ in lightness as well as in hue, after the palette of Okabe and Ito, so that they stay
/// apart in every common form of colour blindness and in grey print.
struct ErrorColours {
  Colour hit{245, 245, 240};      ///< Road that was found.
  Colour falseAlarm{230, 97, 1};  ///< Background taken for road.
  Colour miss{70, 160, 230};      ///< Road that was not found.
  Colour ignored{110, 112, 118};  ///< Pixels that count for nothing.
};

/// Pictures are CV_8UC3 RGB, masks CV_8UC1 with 0, 1 and 255, probabilities CV_32FC1 in 0 … 1, all of one size.
/// @throws Error from each of these functions when the sizes differ.

/// The picture with road painted over it; ignored pixels are left as they are. `opacity` 0 … 1.
cv::Mat blendMask(const cv::Mat& picture, const cv::Mat& mask, Colour road, double opacity);

/// The picture with road painted over it as strongly as it is probable.
cv::Mat blendProbability(const cv::Mat& picture, const cv::Mat& probability, Colour road, double opacity);

/// The picture with hits, false alarms, misses and ignored pixels painted over it.
/// `prediction` holds 0 and 1.
cv::Mat blendErrors(const cv::Mat& picture, const cv::Mat& prediction, const cv::Mat& mask, const ErrorColours& colours,
                    double opacity);

/// The picture without colour and darkened to `brightness` 0 … 1: a quiet ground for painting on.
cv::Mat quietGround(const cv::Mat& picture, double brightness);

/// 1 where road is more probable than background.
cv::Mat toPrediction(const cv::Mat& probability);

}  // namespace macadam
