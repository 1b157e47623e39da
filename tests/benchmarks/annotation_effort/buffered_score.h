#pragma once

#include <opencv2/core.hpp>

namespace macadam::effort {

/// Precision is the share of painted pixels that lie within the buffer of a road pixel, recall the share of road pixels
/// that lie within the buffer of a painted one.
struct BufferedScore {
  double precision = 0.0, recall = 0.0;

  double f1() const { return precision + recall > 0.0 ? 2.0 * precision * recall / (precision + recall) : 0.0; }
};

/// Scores painted roads against one truth; both are CV_8UC1, not zero on road. A pixel is within the buffer of another
/// where their centres are up to three pixels apart.
class BufferedTruth {
 public:
  explicit BufferedTruth(const cv::Mat& road);

  BufferedScore score(const cv::Mat& painted) const;
  /// CV_8UC1: 255 on road pixels that no painted one is near to.
  cv::Mat missing(const cv::Mat& painted) const;
  /// CV_8UC1: 255 on painted pixels that are near to no road pixel.
  cv::Mat wrong(const cv::Mat& painted) const;

 private:
  cv::Mat road_, near_;
};

}  // namespace macadam::effort
