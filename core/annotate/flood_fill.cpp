#include "annotate/flood_fill.h"

#include <opencv2/imgproc.hpp>

namespace macadam {

Region floodFill(const cv::Mat& picture, cv::Point seed, int tolerance) {
  const cv::Rect whole({}, picture.size());
  if (!whole.contains(seed)) return {};
  cv::Mat filled = cv::Mat::zeros(picture.rows + 2, picture.cols + 2, CV_8UC1);  // OpenCV wants a border
  cv::Mat unchanged = picture;
  const int sides = 4, marked = 255 << 8;
  cv::floodFill(unchanged, filled, seed, {}, nullptr, cv::Scalar::all(tolerance), cv::Scalar::all(tolerance),
                sides | marked | cv::FLOODFILL_FIXED_RANGE | cv::FLOODFILL_MASK_ONLY);
  return Region::of(filled(whole + cv::Point(1, 1)));
}

}  // namespace macadam
