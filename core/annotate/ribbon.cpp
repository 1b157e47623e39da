#include "annotate/ribbon.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace macadam {
namespace {

constexpr double kStep = 0.5;    // units from sample to sample
constexpr double kMargin = 3.0;  // units beyond an edge that the inside is compared with
constexpr double kGap = 0.5;     // units at an edge that are of neither side

template <typename Pixel>
cv::Vec3f blend(const cv::Mat& picture, cv::Point2d at) {
  const double x = std::clamp(at.x - 0.5, 0.0, picture.cols - 1.0), y = std::clamp(at.y - 0.5, 0.0, picture.rows - 1.0);
  const int left = int(x), top = int(y);
  const int right = std::min(left + 1, picture.cols - 1), bottom = std::min(top + 1, picture.rows - 1);
  const float u = float(x - left), v = float(y - top);
  const Pixel *const upper = picture.ptr<Pixel>(top), *const lower = picture.ptr<Pixel>(bottom);
  const auto value = [](const Pixel& pixel) {
    if constexpr (std::is_same_v<Pixel, float>) {
      return cv::Vec3f(pixel, 0.0F, 0.0F);
    } else {
      return cv::Vec3f(pixel);
    }
  };
  return (value(upper[left]) * (1 - u) + value(upper[right]) * u) * (1 - v) +
         (value(lower[left]) * (1 - u) + value(lower[right]) * u) * v;
}

}  // namespace

CrossProfile::CrossProfile(const cv::Mat& picture, cv::Point2d at, cv::Point2d along, double unit) {
  const cv::Point2d across(-along.y, along.x);
  const int reach = int(kReach / kStep);
  sums_.reserve(std::size_t(2 * reach + 2));
  sums_.push_back({});
  for (int i = -reach; i <= reach; ++i) {
    const cv::Point2d place = at + across * (i * kStep * unit);
    const cv::Vec3f value =
        picture.type() == CV_32FC1 ? blend<float>(picture, place) : blend<cv::Vec3b>(picture, place);
    sums_.push_back({sums_.back().value + value, sums_.back().square + value.dot(value)});
  }
}

void CrossProfile::add(const CrossProfile& other) {
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    sums_[i].value += other.sums_[i].value;
    sums_[i].square += other.sums_[i].square;
  }
  count_ += other.count_;
}

CrossProfile::Sum CrossProfile::between(double begin, double end) const {
  const int first = std::max(0, cvRound((begin + kReach) / kStep));
  const int behind = std::min(int(sums_.size()) - 1, cvRound((end + kReach) / kStep) + 1);
  if (behind <= first) return {};
  const float weight = 1.0F / (count_ * float(behind - first));
  const Sum &from = sums_[std::size_t(first)], &to = sums_[std::size_t(behind)];
  return {(to.value - from.value) * weight, (to.square - from.square) * weight};
}

double CrossProfile::ribbon(double offset, double width) const {
  const double left = offset - width / 2, right = offset + width / 2;
  if (left - kMargin - kGap < -kReach || right + kMargin + kGap > kReach) return 0.0;
  const Sum inside = between(left + kGap, right - kGap);
  const cv::Vec3f before = between(left - kGap - kMargin, left - kGap).value;
  const cv::Vec3f behind = between(right + kGap, right + kGap + kMargin).value;
  const double unrest = std::sqrt(std::max(0.0F, inside.square - inside.value.dot(inside.value)));
  const cv::Vec3f first = inside.value - before, second = inside.value - behind;
  return std::sqrt(std::min(first.dot(first), second.dot(second))) - unrest;
}

}  // namespace macadam
