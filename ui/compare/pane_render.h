#pragma once

#include "image/image_store.h"
#include "ui/canvas/road_colour.h"
#include "ui/compare/compare_source.h"
#include "ui/compare/threshold_curve.h"

#include <opencv2/core.hpp>

#include <QColor>
#include <memory>

namespace macadam {

/// How predictions are shown.
enum class PredictionView { Errors, Road, HeatMap };

/// What all panes have in common.
struct PaneLook {
  PredictionView view = PredictionView::Errors;
  double opacity = 0.7;
  int threshold = kUsualThreshold;  ///< A step of ThresholdCurve.

  bool operator==(const PaneLook&) const = default;
};

/// CV_8UC3 RGB of CV_16UC1 by a perceptually uniform scale from dark blue over green to yellow.
cv::Mat heatMap(const cv::Mat& probability);
/// The scale's colour at 0 … 1.
QColor heatColour(double probability);

/// Everything that one pane's picture is made of; shared data that never changes.
struct PaneContents {
  SourceKind kind = SourceKind::Image;
  std::shared_ptr<const Tile> tile;
  std::shared_ptr<const cv::Mat> probability;  ///< CV_16UC1, of predicted sources; null while it is not there.
};

/// The pane's picture, CV_8UC3 RGB. Where the truth is not known errors show as road.
cv::Mat renderPane(const PaneContents& contents, const PaneLook& look);

}  // namespace macadam
