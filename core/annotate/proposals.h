#pragma once

#include "labels/region.h"

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

/// A stretch of road that a network proposes.
struct Proposal {
  Region region;             ///< Without what was labelled road already.
  double probability = 0.0;  ///< Mean over the region.
  cv::Rect bounds;
  cv::Point2d at;  ///< A place in the region, in the middle of the road and of the stretch where that can be.
};

/// Where proposals come from.
struct ProposalRule {
  double threshold = 0.5;     ///< Least probability of a pixel.
  int leastPixels = 50;       ///< Smaller stretches are specks and left out.
  double longestTwig = 16.0;  ///< Pixels: shorter dead ends, often drives, belong to the road that they leave.
  double leastNew = 0.3;      ///< Share of a stretch that is not labelled road yet; with less it is left out.
};

/// Connected road above the threshold, cut at junctions (annotate/centre_lines.h): each pixel goes to the stretch whose
/// middle is nearest within the area. The first is the one nearest to the upper left corner, and each next one the
/// nearest to the one before.
///
/// `probability` is CV_32FC1, `labels` CV_8UC1 (1 on road) of the same size, or empty where nothing is labelled.
/// Coordinates are theirs.
std::vector<Proposal> findProposals(const cv::Mat& probability, const cv::Mat& labels, const ProposalRule& rule = {});

}  // namespace macadam
