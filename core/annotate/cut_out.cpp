#include "annotate/cut_out.h"

#include "base/error.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace macadam {
namespace {

constexpr int kMostWindowPixels = 600'000;
constexpr int kRounds = 3;
constexpr double kLeastReach = 12.0;

/// CV_8UC1: parts of `inside` that hold a pixel of `seeds`.
cv::Mat partsWith(const cv::Mat& inside, const cv::Mat& seeds) {
  cv::Mat parts;
  const int count = cv::connectedComponents(inside, parts, 4, CV_32S);
  std::vector<std::uint8_t> isKept(std::size_t(count), 0);
  for (int y = 0; y < parts.rows; ++y)
    for (int x = 0; x < parts.cols; ++x)
      if (seeds.at<std::uint8_t>(y, x) != 0) isKept[std::size_t(parts.at<int>(y, x))] = 255;
  cv::Mat kept(parts.size(), CV_8UC1);
  for (int y = 0; y < parts.rows; ++y)
    for (int x = 0; x < parts.cols; ++x) kept.at<std::uint8_t>(y, x) = isKept[std::size_t(parts.at<int>(y, x))];
  return kept & inside;
}

/// Half of a stroke's thickness at its thickest, in pixels.
double radiusOf(const Region& stroke) {
  const cv::Rect bounds = stroke.bounds();
  const cv::Rect around(bounds.x - 1, bounds.y - 1, bounds.width + 2, bounds.height + 2);
  cv::Mat distances;
  cv::distanceTransform(stroke.toMask(around), distances, cv::DIST_L2, 3);
  double largest = 0.0;
  cv::minMaxLoc(distances, nullptr, &largest);
  return largest;
}

void requireFitting(const cv::Rect& window) {
  if (window.area() <= kMostWindowPixels) return;
  throw Error("cut out",
              "would look at " + std::to_string(window.width) + "×" + std::to_string(window.height) +
                  " pixels around the stroke, which takes too long",
              "draw a shorter stroke, and several of them for a long road");
}

}  // namespace

Region cutOut(const cv::Mat& rgb, const Region& stroke) {
  const cv::Rect whole({}, rgb.size());
  const Region seeds = stroke.within(whole);
  if (seeds.isEmpty()) throw Error("cut out", "has a stroke outside of the picture", "draw on the picture");

  const int reach = cvCeil(std::max(kLeastReach, 4.0 * radiusOf(seeds)));
  const cv::Rect bounds = seeds.bounds();
  const int margin = 2 * reach;
  const cv::Rect window =
      cv::Rect(bounds.x - margin, bounds.y - margin, bounds.width + 2 * margin, bounds.height + 2 * margin) & whole;
  requireFitting(window);

  const cv::Mat seedMask = seeds.toMask(window);
  cv::Mat distances, marks(window.size(), CV_8UC1, cv::Scalar(cv::GC_BGD));
  cv::distanceTransform(~seedMask, distances, cv::DIST_L2, 3);
  marks.setTo(cv::GC_PR_BGD, distances <= reach);
  marks.setTo(cv::GC_FGD, seedMask);
  if (cv::countNonZero(seedMask) == int(seedMask.total())) return seeds;

  cv::setRNGSeed(1);
  cv::Mat background, foreground;
  cv::grabCut(rgb(window).clone(), marks, {}, background, foreground, kRounds, cv::GC_INIT_WITH_MASK);
  const cv::Mat inside = (marks == cv::GC_FGD) | (marks == cv::GC_PR_FGD);
  return Region::of(partsWith(inside, seedMask), window.tl());
}

}  // namespace macadam
