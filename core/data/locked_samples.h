#pragma once

#include "data/split.h"

#include <map>
#include <string_view>

namespace macadam {

/// Samples with masks that locks have divided already.
struct LockedCounts {
  int divided = 0;
  int validation = 0;
  int test = 0;
};

/// What a split keeps where it is when it is drawn again: its locked samples and, drawn by scenes, the samples that
/// share a scene with one of them. Borrows the data set.
class LockedSamples {
 public:
  LockedSamples(const Dataset& dataset, const Split& before, bool groupByScene);

  bool contains(const Sample& sample) const { return subsets_.contains(sample.id); }
  /// Puts them into their sets, unsorted, with the locks themselves.
  LockedCounts addTo(Split& split) const;

 private:
  const Dataset& dataset_;
  std::map<std::string_view, Subset> subsets_;
  std::vector<std::string> locks_;
};

}  // namespace macadam
