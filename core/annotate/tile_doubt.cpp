#include "annotate/tile_doubt.h"

#include "annotate/probabilities.h"
#include "labels/mask_values.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace macadam {
namespace {

constexpr double kRoad = 0.5;

double entropyOf(double probability) {
  if (probability <= 0.0 || probability >= 1.0) return 0.0;
  return -probability * std::log2(probability) - (1.0 - probability) * std::log2(1.0 - probability);
}

/// CV_8UC1, 255 where a pixel counts.
cv::Mat counted(const cv::Mat& mask, cv::Size size) {
  if (mask.empty()) return cv::Mat(size, CV_8UC1, cv::Scalar(255));
  return mask != double(Label::Unknown);
}

/// CV_8UC1, 255 where some of the networks see road and some do not.
cv::Mat differing(const std::vector<cv::Mat>& probabilities) {
  const cv::Size size = probabilities.front().size();
  cv::Mat any = cv::Mat::zeros(size, CV_8UC1), all(size, CV_8UC1, cv::Scalar(255));
  for (const cv::Mat& probability : probabilities) {
    const cv::Mat road = asProbability(probability) >= kRoad;
    any |= road;
    all &= road;
  }
  return any & ~all;
}

std::optional<double> iouOf(const cv::Mat& mean, const cv::Mat& mask, const cv::Mat& isCounted) {
  if (mask.empty()) return std::nullopt;
  const cv::Mat predicted = (mean >= kRoad) & isCounted, road = mask == double(Label::Road);
  const int either = cv::countNonZero(predicted | road);
  if (either == 0) return std::nullopt;
  return double(cv::countNonZero(predicted & road)) / either;
}

/// More is more doubtful.
double doubtOf(const TileDoubt& tile, RankBy by) {
  switch (by) {
    case RankBy::Disagreement:
      return tile.disagreement;
    case RankBy::Entropy:
      return tile.entropy;
    case RankBy::WorstIou:
      return -tile.iou.value_or(1.0);
  }
  return 0.0;
}

}  // namespace

TileDoubt measureDoubt(std::string tile, std::string scene, const std::vector<cv::Mat>& probabilities,
                       const cv::Mat& mask) {
  TileDoubt doubt{.tile = std::move(tile), .scene = std::move(scene)};
  const cv::Mat mean = meanProbability(probabilities);
  const cv::Mat isCounted = counted(mask, mean.size());
  const int pixels = cv::countNonZero(isCounted);
  if (pixels == 0) return doubt;
  doubt.disagreement = double(cv::countNonZero(differing(probabilities) & isCounted)) / pixels;
  double entropy = 0.0;
  for (int y = 0; y < mean.rows; ++y)
    for (int x = 0; x < mean.cols; ++x)
      if (isCounted.at<std::uint8_t>(y, x) != 0) entropy += entropyOf(mean.at<float>(y, x));
  doubt.entropy = entropy / pixels;
  doubt.iou = iouOf(mean, mask, isCounted);
  return doubt;
}

std::vector<TileDoubt> rankTiles(std::vector<TileDoubt> tiles, RankBy by) {
  if (by == RankBy::WorstIou) std::erase_if(tiles, [](const TileDoubt& tile) { return !tile.iou; });
  std::ranges::stable_sort(tiles, std::greater(), [by](const TileDoubt& tile) { return doubtOf(tile, by); });

  std::map<std::string, int> seen;
  std::vector<std::pair<int, TileDoubt>> inRounds;  // the round is a tile's place in its scene
  for (TileDoubt& tile : tiles) {
    const int round = seen[tile.scene]++;
    inRounds.emplace_back(round, std::move(tile));
  }
  std::ranges::stable_sort(inRounds, {}, &std::pair<int, TileDoubt>::first);

  std::vector<TileDoubt> ranked;
  for (auto& [round, tile] : inRounds) ranked.push_back(std::move(tile));
  return ranked;
}

}  // namespace macadam
