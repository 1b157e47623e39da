#pragma once

#include "session/start_check.h"

#include <array>
#include <string>
#include <vector>

namespace macadam {

constexpr std::size_t kHistogramBins = 12;
constexpr std::array kSubsets{Subset::Labelled, Subset::Unlabelled, Subset::Validation, Subset::Test, Subset::Unused};

struct SubsetFacts {
  std::size_t samples = 0;
  std::size_t withMask = 0;
  double roadShare = 0.0;                          ///< Mean of those with masks.
  std::array<double, kHistogramBins> histogram{};  ///< Share of those with masks, by road share.
};

/// What the split panel tells about a split.
struct SplitFacts {
  std::array<SubsetFacts, kSubsets.size()> subsets;  ///< By the value of Subset.
  bool hasRoadShares = false;
  double histogramEnd = 0.05;  ///< Road share where the last bin ends.
  std::vector<Finding> findings;  ///< Of checkTiles but open masks, of which the mask line tells; none where
                                   ///< nothing is divided.
  std::size_t locked = 0;

  const SubsetFacts& of(Subset subset) const { return subsets[static_cast<std::size_t>(subset)]; }
};

/// `roadShares` runs parallel to the samples, or is empty where nothing is measured yet.
SplitFacts summarise(const Split& split, const Dataset& dataset, const std::vector<double>& roadShares);

}  // namespace macadam
