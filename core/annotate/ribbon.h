#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

/// What a picture holds across a line, to 20 units at either side of it; a unit is a number of pixels.
class CrossProfile {
 public:
  static constexpr double kReach = 20.0;   ///< Units.
  static constexpr double kWidest = 33.0;  ///< Units, of a ribbon that fits.

  /// Of a CV_8UC3 or CV_32FC1 picture at a place, across a direction (of length 1); beyond the border its last pixels
  /// go on. Two samples a unit.
  CrossProfile(const cv::Mat& picture, cv::Point2d at, cv::Point2d along, double unit);

  /// Adds another one, so that the whole is their mean.
  void add(const CrossProfile& other);

  /// How clearly a ribbon lies there, its middle at `offset` (positive clockwise of `along`, as a picture is seen) and
  /// of this width, both in units: the smaller of the two differences between its inside and the three units beyond
  /// either edge, less the inside's own unrest; in grey values or probability. At most 0 where there is none, 0
  /// where it would reach beyond the profile.
  double ribbon(double offset, double width) const;

 private:
  struct Sum {
    cv::Vec3f value;
    float square = 0.0F;
  };
  Sum between(double begin, double end) const;

  std::vector<Sum> sums_;  ///< Running sums, so that a mean costs two look-ups.
  float count_ = 1.0F;     ///< Profiles added up.
};

}  // namespace macadam
