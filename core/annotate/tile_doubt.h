#pragma once

#include <opencv2/core.hpp>

#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// How doubtful a tile's labels are, as far as networks can tell.
struct TileDoubt {
  std::string tile;
  std::string scene;
  double disagreement = 0.0;  ///< Share of pixels where one network sees road and another does not, at 0.5.
  double entropy = 0.0;       ///< Mean over pixels, in bits, of the networks' mean probability.
  std::optional<double> iou;  ///< Of the mean, at 0.5, with the labels; none without any, or with no road in either.
};

/// Measures a tile. `probabilities` (one at least, of one size) are CV_32FC1 or CV_16UC1 with 65,535 as certain; `mask`
/// is CV_8UC1 (1 on road, 255 unknown and not counted anywhere) of the same size, or empty where nothing is labelled.
/// @throws Error as `meanProbability` (annotate/probabilities.h).
TileDoubt measureDoubt(std::string tile, std::string scene, const std::vector<cv::Mat>& probabilities,
                       const cv::Mat& mask = {});

/// What doubt is ranked by.
enum class RankBy { Disagreement, Entropy, WorstIou };

/// The most doubtful tiles first, spread over scenes: first each scene's most doubtful tile, by doubt, then each
/// scene's second, and so on, so that the first ten are not ten times the same. Tiles without an IoU are left out when
/// it ranks.
std::vector<TileDoubt> rankTiles(std::vector<TileDoubt> tiles, RankBy by);

}  // namespace macadam
