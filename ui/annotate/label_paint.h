#pragma once

#include "ui/annotate/label_look.h"

#include <opencv2/core.hpp>

#include <QPoint>

namespace macadam {

/// The hatch of what is unknown, in pixels of a screen of single density; anchored to the picture, so that it moves
/// with it.
inline constexpr int kHatchPeriod = 8;

/// Turns shares (see LabelTiles) at device pixels into colours. @param pixels CV_8UC4, shares before and premultiplied
/// BGRA after; @param hatchOrigin where the hatch begins, in these pixels; @param density device pixels per pixel of
/// the screen.
void paintLabels(cv::Mat& pixels, const LabelLook& look, QPoint hatchOrigin, double density);

/// How far from the edge of what is drawn an outline depends on its surroundings, in device pixels.
int outlineReach(double density);
/// Leaves of roads the outlines. @param pixels CV_8UC4 of shares.
void keepOutlines(cv::Mat& pixels, double density);

}  // namespace macadam
