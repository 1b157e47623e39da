#include "annotate/thinning.h"

#include <array>
#include <vector>

namespace macadam {
namespace {

/// Bits of a pixel's neighbours, from the one above clockwise: p2 to p9 of the paper.
using Neighbours = unsigned;

bool isRemoved(Neighbours around, int half) {
  const auto p = [around](int name) { return int((around >> (name - 2)) & 1U); };
  const auto isClear = [&p](int name) { return 1 - p(name); };
  const int branches = (isClear(2) & (p(3) | p(4))) + (isClear(4) & (p(5) | p(6))) + (isClear(6) & (p(7) | p(8))) +
                       (isClear(8) & (p(9) | p(2)));
  const int first = (p(9) | p(2)) + (p(3) | p(4)) + (p(5) | p(6)) + (p(7) | p(8));
  const int second = (p(2) | p(3)) + (p(4) | p(5)) + (p(6) | p(7)) + (p(8) | p(9));
  const int count = std::min(first, second);
  const int isKeptSide = half == 0 ? ((p(6) | p(7) | isClear(9)) & p(8)) : ((p(2) | p(3) | isClear(5)) & p(4));
  return branches == 1 && count >= 2 && count <= 3 && isKeptSide == 0;
}

using Rule = std::array<bool, 256>;

std::array<Rule, 2> makeRules() {
  std::array<Rule, 2> rules{};
  for (int half = 0; half < 2; ++half)
    for (Neighbours around = 0; around < 256; ++around) rules[std::size_t(half)][around] = isRemoved(around, half);
  return rules;
}

}  // namespace

cv::Mat thinned(const cv::Mat& area) {
  static const std::array<Rule, 2> rules = makeRules();
  cv::Mat inside = cv::Mat::zeros(area.rows + 2, area.cols + 2, CV_8UC1);  // bordered: no neighbour is out of range
  const cv::Rect whole({1, 1}, area.size());
  inside(whole).setTo(1, area);

  const int stride = inside.cols;
  std::uint8_t* const pixels = inside.data;
  const std::array<int, 8> around{-stride, -stride + 1, 1, stride + 1, stride, stride - 1, -1, -stride - 1};
  const auto neighbours = [&](int pixel) {
    Neighbours bits = 0;
    for (std::size_t i = 0; i < around.size(); ++i) bits |= Neighbours(pixels[pixel + around[i]]) << i;
    return bits;
  };

  // Only pixels at the rim can go, and those behind removed ones: each pass looks at no others.
  std::vector<int> rim, removed, next;
  std::vector<int> seenIn(inside.total(), -1);
  for (int pixel = 0; pixel < int(inside.total()); ++pixel)
    if (pixels[pixel] != 0 && neighbours(pixel) != 255) rim.push_back(pixel);
  for (int round = 0, idle = 0; idle < 2; ++round) {
    const Rule& rule = rules[std::size_t(round % 2)];
    removed.clear();
    next.clear();
    for (const int pixel : rim) (rule[neighbours(pixel)] ? removed : next).push_back(pixel);
    for (const int pixel : removed) pixels[pixel] = 0;
    for (const int pixel : next) seenIn[std::size_t(pixel)] = round;
    for (const int pixel : removed) {
      for (const int step : around) {
        int& seen = seenIn[std::size_t(pixel + step)];
        if (pixels[pixel + step] == 0 || seen == round) continue;
        seen = round;
        next.push_back(pixel + step);
      }
    }
    rim.swap(next);
    idle = removed.empty() ? idle + 1 : 0;
  }
  return inside(whole) * 255;
}

}  // namespace macadam
