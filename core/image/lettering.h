#pragma once

#include "image/overlay.h"

#include <opencv2/core.hpp>

#include <string>

namespace macadam {

enum class Align { Left, Centre, Right };
enum class Direction { Across, Upwards };

struct Lettering {
  double height = 14.0;  ///< Of a capital, in pixels.
  double stroke = 1.4;   ///< Width of the pen, in pixels.
  Colour colour{32, 33, 36};
};

/// Width of `text` in pixels.
double textWidth(const std::string& text, const Lettering& lettering);

/// The text, or as much of it as fits into `width` pixels with an ellipsis at its end.
std::string elided(const std::string& text, double width, const Lettering& lettering);

/// Draws one line of smooth text whose box is aligned at `anchor`: the middle of its height, and its left,
/// centre or right. Upwards turns it by 90° about the anchor. The font knows ASCII; other characters become `?`.
void drawText(cv::Mat& picture, const std::string& text, cv::Point anchor, const Lettering& lettering, Align align,
              Direction direction = Direction::Across);

}  // namespace macadam
