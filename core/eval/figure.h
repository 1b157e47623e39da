#pragma once

#include "image/overlay.h"

#include <opencv2/core.hpp>

#include <string>
#include <vector>

namespace macadam {

/// One tile as every method sees it.
struct FigureRow {
  std::string title;
  cv::Mat image;                     ///< CV_8UC3 RGB.
  cv::Mat mask;                      ///< CV_8UC1 with 0, 1 and 255; empty where the truth is not known.
  std::vector<cv::Mat> predictions;  ///< CV_32FC1 road probabilities, one for each method of the figure.
};

/// Tiles by methods, in the manner of the paper's figure 4.
struct Figure {
  std::vector<std::string> methods;
  std::vector<FigureRow> rows;
};

struct FigureStyle {
  int tileSide = 256;  ///< The longer side of a panel, in pixels.
  ErrorColours colours;
};

/// Draws image, ground truth and every method's hits, false alarms and misses, with each panel's IoU. CV_8UC3 RGB.
/// @throws Error naming the row when a picture is missing or the sizes differ.
cv::Mat drawFigure(const Figure& figure, const FigureStyle& style = {});

}  // namespace macadam
