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
  std::size_t labelling = 0;                       ///< Whose masks label something, as far as that is known.
  double roadShare = 0.0;                          ///< Mean of these.
  std::array<double, kHistogramBins> histogram{};  ///< Share of these, by road share.
};

/// What the split panel tells about a split.
struct SplitFacts {
  std::array<SubsetFacts, kSubsets.size()> subsets;  ///< By the value of Subset.
  bool hasRoadShares = false;
  double histogramEnd = 0.05;     ///< Road share where the last bin ends.
  std::vector<Finding> findings;  ///< Of checkTiles but open masks, of which the mask line tells; none where
                                  ///< nothing is divided.
  std::size_t locked = 0;

  const SubsetFacts& of(Subset subset) const { return subsets[static_cast<std::size_t>(subset)]; }
};

/// `contents` runs parallel to the samples, or is empty where nothing is measured yet.
SplitFacts summarise(const Split& split, const Dataset& dataset, const std::vector<TileContent>& contents);

}  // namespace macadam
