#include "annotate/road_width.h"

#include "annotate/ribbon.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kUnitsAcross = 8.0;  // of a road
constexpr int kDirections = 24;
constexpr double kHalfLength = 6.0, kSpacing = 1.0;  // units along the road that a profile is the mean of
constexpr double kMostOffset = 6.0, kStep = 0.5;     // units
constexpr double kNarrowest = 3.0;                   // units
constexpr double kLeastProbability = 0.25, kLeastGrey = 10.0;

struct Found {
  double clear = 0.0, offset = 0.0, width = 0.0;
  cv::Point2d along;
};

CrossProfile meanProfile(const cv::Mat& ground, cv::Point2d at, cv::Point2d along, double unit) {
  CrossProfile mean(ground, at, along, unit);
  for (double ahead = kSpacing; ahead <= kHalfLength; ahead += kSpacing) {
    mean.add(CrossProfile(ground, at + along * (ahead * unit), along, unit));
    mean.add(CrossProfile(ground, at - along * (ahead * unit), along, unit));
  }
  return mean;
}

}  // namespace

std::optional<RoadCross> roadAcross(const cv::Mat& ground, cv::Point2d at, double roadWidth) {
  const double unit = std::max(1.0, roadWidth / kUnitsAcross);
  Found best;
  for (int direction = 0; direction < kDirections; ++direction) {
    const double angle = CV_PI * direction / kDirections;
    const cv::Point2d along(std::cos(angle), std::sin(angle));
    const CrossProfile profile = meanProfile(ground, at, along, unit);
    for (double offset = -kMostOffset; offset <= kMostOffset; offset += kStep) {
      for (double width = std::max(kNarrowest, 2 * std::abs(offset)); width <= CrossProfile::kWidest; width += kStep) {
        const double clear = profile.ribbon(offset, width);
        if (clear > best.clear) best = {clear, offset, width, along};
      }
    }
  }
  if (best.clear < (ground.type() == CV_32FC1 ? kLeastProbability : kLeastGrey)) return std::nullopt;
  const cv::Point2d across(-best.along.y, best.along.x);
  return RoadCross{at + across * (best.offset * unit), best.along, best.width * unit, best.clear};
}

}  // namespace macadam
