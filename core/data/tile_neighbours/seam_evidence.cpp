#include "data/tile_neighbours/seam_evidence.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace macadam {
namespace {

constexpr int kFewestPixels = 64;   ///< Of an overlap, or along a seam; fewer agree by chance.
constexpr double kPlain = 3.0;      ///< Standard deviation, in grey values, below which there is nothing to compare.
constexpr double kSame = 0.9;       ///< Correlation of two JPEG files of one ground; others are far below.
constexpr double kDifferent = 0.5;  ///< Of two grounds.
constexpr double kContinues = 0.5;  ///< Correlation of lines that lie side by side.
constexpr double kDoesNot = 0.15;   ///< Of lines that do not.
constexpr double kClearly = 1.5;    ///< How much better than any other place along the seam.
constexpr int kAlike = 6;           ///< So far along a line neighbouring places look alike.
constexpr int kDetail = 31;         ///< Pixels; slower changes of brightness tell nothing.

cv::Mat greyOf(const cv::Mat& rgb) {
  cv::Mat grey, real;
  cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
  grey.convertTo(real, CV_32F);
  return real;
}

double deviationOf(const cv::Mat& values) {
  cv::Scalar mean, deviation;
  cv::meanStdDev(values, mean, deviation);
  return deviation[0];
}

/// Pearson's, of two matrices of equal size; 0 where one of them is plain.
double correlation(const cv::Mat& a, const cv::Mat& b) {
  const cv::Mat da = a - cv::mean(a), db = b - cv::mean(b);
  const double spread = std::sqrt(da.dot(da) * db.dot(db));
  return spread == 0.0 ? 0.0 : da.dot(db) / spread;
}

/// Of what remains in common when `b` is moved.
double correlationAt(const cv::Mat& a, const cv::Mat& b, cv::Point shift) {
  const cv::Rect common = cv::Rect({}, a.size()) & cv::Rect(shift, b.size());
  return common.empty() ? 0.0 : correlation(a(common), b(common - shift));
}

}  // namespace

SeamEvidence evidenceOfOverlap(const cv::Mat& own, const cv::Mat& other) {
  const cv::Mat a = greyOf(own), b = greyOf(other);
  if (int(a.total()) < kFewestPixels) return SeamEvidence::None;
  const double least = std::min(deviationOf(a), deviationOf(b)), most = std::max(deviationOf(a), deviationOf(b));
  const bool isBothPlain = most < kPlain;
  if (isBothPlain)
    return std::abs(cv::mean(a)[0] - cv::mean(b)[0]) > 3 * kPlain ? SeamEvidence::Against : SeamEvidence::None;
  const double here = correlation(a, b);
  if (here < kDifferent) return SeamEvidence::Against;
  if (least < kPlain || here < kSame) return SeamEvidence::None;
  for (const cv::Point shift : {cv::Point(1, 0), cv::Point(-1, 0), cv::Point(0, 1), cv::Point(0, -1)}) {
    if (correlationAt(a, b, shift) >= here) return SeamEvidence::Against;  // it lies a pixel beside
  }
  return SeamEvidence::For;
}

SeamEvidence evidenceOfSeam(const cv::Mat& own, const cv::Mat& other) {
  const auto detailOf = [](const cv::Mat& line) {
    const cv::Mat grey = greyOf(line).reshape(1, 1);
    cv::Mat coarse;
    cv::blur(grey, coarse, {kDetail, 1}, {-1, -1}, cv::BORDER_REFLECT_101);
    return cv::Mat(grey - coarse);
  };
  const int count = int(own.total());
  if (count < kFewestPixels) return SeamEvidence::None;
  const cv::Mat a = detailOf(own.clone()), b = detailOf(other.clone());
  if (std::min(deviationOf(a), deviationOf(b)) < kPlain) return SeamEvidence::None;
  const double here = correlation(a, b);
  if (here < kDoesNot) return SeamEvidence::Against;
  double elsewhere = 0.0;
  for (int shift = kAlike; shift <= count / 2; ++shift) {
    elsewhere = std::max({elsewhere, correlationAt(a, b, {shift, 0}), correlationAt(a, b, {-shift, 0})});
  }
  return here >= kContinues && here >= kClearly * elsewhere ? SeamEvidence::For : SeamEvidence::None;
}

}  // namespace macadam
