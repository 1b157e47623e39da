#pragma once

#include <opencv2/core.hpp>

namespace macadam {

/// What pixels say about a place that a tile is thought to have beside another one.
enum class SeamEvidence {
  None,    ///< There is nothing there that could tell it: no pixels, or plain ones.
  For,     ///< They are there as they would be, and nowhere near so a little beside it.
  Against  ///< They show something else.
};

/// Of the same pixels in both tiles. @param own, other CV_8UC3, of equal size
SeamEvidence evidenceOfOverlap(const cv::Mat& own, const cv::Mat& other);

/// Of tiles that touch and have no pixel in common: those on both sides of the seam, a pixel wide.
/// @param own, other CV_8UC3, of equal size, one row or one column
SeamEvidence evidenceOfSeam(const cv::Mat& own, const cv::Mat& other);

}  // namespace macadam
