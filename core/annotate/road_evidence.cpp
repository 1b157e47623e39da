#include "annotate/road_evidence.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr int kFine = 2;  // units of a side of the small cells that the filters look at
constexpr int kDirections = 8;
constexpr int kHalfLength = 5;                          // small cells of a piece of road to either side of its middle
constexpr std::array<double, 3> kSides{2.5, 4.0, 5.5};  // small cells from a road's middle to what lies beside it
constexpr int kHalo = 12;                               // small cells that the filters look beyond a block
constexpr float kClearContrast = 12.0F;  // Lab steps between road and surroundings that make half of the evidence
constexpr float kUnrest = 6.0F;          // Lab steps from cell to cell along a road that halve it
constexpr float kGain = 1.5F;
constexpr float kPictureShare = 0.3F;  // of the picture's evidence, where there is a probability

cv::Point towards(double angle, double distance) {
  return {cvRound(std::cos(angle) * distance), cvRound(std::sin(angle) * distance)};
}

/// CV_32FC1, 0 to 1, of the middle part of a Lab picture (CV_16SC3) without a halo around: where a short straight piece
/// through a cell is even along itself and differs from what lies at both sides of it, in the best of some directions.
/// Colours count one and a half times what brightness does.
cv::Mat ribbons(const cv::Mat& lab) {
  std::vector<cv::Mat> channels;
  cv::split(lab, channels);
  channels[1] = channels[1] * 1.5;
  channels[2] = channels[2] * 1.5;
  const int sidesHalo = 6;  // the means are needed as far as the sides lie
  const cv::Rect means(kHalo - sidesHalo, kHalo - sidesHalo, lab.cols - 2 * (kHalo - sidesHalo),
                       lab.rows - 2 * (kHalo - sidesHalo));
  const cv::Rect inner(sidesHalo, sidesHalo, lab.cols - 2 * kHalo, lab.rows - 2 * kHalo);

  cv::Mat best(inner.size(), CV_32FC1, cv::Scalar(0)), difference, side, smaller;
  for (int direction = 0; direction < kDirections; ++direction) {
    const double angle = CV_PI * direction / kDirections;
    std::array<cv::Mat, 3> sums;
    cv::Mat unrest(means.size(), CV_16SC1, cv::Scalar(0));
    for (std::size_t channel = 0; channel < 3; ++channel) {
      sums[channel] = cv::Mat::zeros(means.size(), CV_16SC1);
      for (int i = -kHalfLength; i <= kHalfLength; ++i) {
        const cv::Mat here = channels[channel](means + towards(angle, i));
        sums[channel] += here;
        if (i == -kHalfLength) continue;
        cv::absdiff(here, channels[channel](means + towards(angle, i - 1)), difference);
        unrest += difference;
      }
    }
    cv::Mat contrast(inner.size(), CV_16SC1, cv::Scalar(0));
    for (const double distance : kSides) {
      for (const double turn : {CV_PI / 2, -CV_PI / 2}) {
        cv::Mat& sum = turn > 0 ? smaller : side;
        sum = cv::Mat::zeros(inner.size(), CV_16SC1);
        for (const cv::Mat& channel : sums) {
          cv::absdiff(channel(inner + towards(angle + turn, distance)), channel(inner), difference);
          sum += difference;
        }
      }
      cv::min(smaller, side, smaller);
      cv::max(contrast, smaller, contrast);
    }
    for (int y = 0; y < inner.height; ++y) {
      const auto* const contrasts = contrast.ptr<std::int16_t>(y);
      const auto* const unrests = unrest.ptr<std::int16_t>(y + inner.y) + inner.x;
      auto* const scores = best.ptr<float>(y);
      for (int x = 0; x < inner.width; ++x) {
        const float clear = float(contrasts[x]) / (2 * kHalfLength + 1);
        const float rough = float(unrests[x]) / (2 * kHalfLength * kUnrest);
        scores[x] = std::max(scores[x], clear / ((clear + kClearContrast) * (1 + rough * rough)));
      }
    }
  }
  return cv::min(best * kGain, 1.0F);
}

cv::Size cellsOf(cv::Size pixels, int side) {
  return {(pixels.width + side - 1) / side, (pixels.height + side - 1) / side};
}

/// A block's small cells with a halo around, each the mean of its pixels; beyond the picture its border goes on.
cv::Mat smallCells(const cv::Mat& picture, const cv::Rect& cells, int side) {
  const cv::Rect halo(cells.x - kHalo, cells.y - kHalo, cells.width + 2 * kHalo, cells.height + 2 * kHalo);
  const cv::Rect inside = halo & cv::Rect({}, cellsOf(picture.size(), side));
  const cv::Rect pixels = cv::Rect(inside.tl() * side, inside.size() * side) & cv::Rect({}, picture.size());
  const cv::Size whole = inside.size() * side;  // the last cells may be cut by the picture's edge
  cv::Mat padded, small, bordered;
  cv::copyMakeBorder(picture(pixels), padded, 0, whole.height - pixels.height, 0, whole.width - pixels.width,
                     cv::BORDER_REPLICATE);
  cv::resize(padded, small, inside.size(), 0, 0, cv::INTER_AREA);
  cv::copyMakeBorder(small, bordered, inside.y - halo.y, halo.br().y - inside.br().y, inside.x - halo.x,
                     halo.br().x - inside.br().x, cv::BORDER_REPLICATE);
  return bordered;
}

}  // namespace

RoadEvidence::RoadEvidence(cv::Mat rgb, cv::Mat probability, int unit)
    : rgb_(std::move(rgb)),
      probability_(std::move(probability)),
      unit_(unit),
      grid_(cellsOf(rgb_.size(), 4 * unit)),
      blocksAcross_((grid_.width + kBlock - 1) / kBlock),
      blocks_(std::size_t(blocksAcross_) * std::size_t((grid_.height + kBlock - 1) / kBlock)) {}

RoadEvidence::Block RoadEvidence::blockAt(cv::Point cell) const {
  const int perCell = cellSide() / (kFine * unit_), small = kBlock * perCell;
  const cv::Rect cells(cell.x / kBlock * small, cell.y / kBlock * small, small, small);
  cv::Mat lab, deep, smooth, chance;
  cv::cvtColor(smallCells(rgb_, cells, kFine * unit_), lab, cv::COLOR_RGB2Lab);
  lab.convertTo(deep, CV_16S);
  cv::GaussianBlur(lab, smooth, {}, 1.0);
  cv::Mat road = ribbons(deep);
  if (!probability_.empty()) {
    cv::GaussianBlur(smallCells(probability_, cells, kFine * unit_), chance, {}, 1.0);
    road = cv::max(road * kPictureShare, chance(cv::Rect(kHalo, kHalo, small, small)));
  }

  Block block(std::size_t(kBlock) * kBlock);
  for (int y = 0; y < small; ++y) {
    for (int x = 0; x < small; ++x) {  // a cell is as much road as the best of its small cells, and of its colour
      Cell& of = block[std::size_t(y / perCell * kBlock + x / perCell)];
      const auto value = cv::saturate_cast<std::uint8_t>(255 * road.at<float>(y, x));
      const bool isFirst = y % perCell == 0 && x % perCell == 0;
      if (isFirst || value > of.road) of = {value, smooth.at<cv::Vec3b>(y + kHalo, x + kHalo)};
    }
  }
  return block;
}

}  // namespace macadam
