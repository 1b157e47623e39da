#pragma once

#include "base/random.h"
#include "data/dataset.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace macadam {

/// Samples that go to one subset together: a scene, or a single sample. Borrows the data set.
struct SplitUnit {
  std::vector<const Sample*> samples;
  int masked = 0;          ///< How many have a mask; the others can only be unlabelled.
  double roadShare = 0.0;  ///< Mean of the masked ones; 0 where it is not known.
};

/// What `isDivided` says yes to, in the order of the data set. `roadShares` as for drawSplit.
std::vector<SplitUnit> unitsOf(const Dataset& dataset, bool groupByScene, const std::vector<double>& roadShares,
                               const std::function<bool(const Sample&)>& isDivided);

int countMasked(const std::vector<SplitUnit>& units);

/// Orders units, whatever their order was, so that each beginning of the sequence can be labelled, a shorter one within
/// a longer one. @pre no unit is empty. With
/// `stratify` each beginning is like the whole in road share: halves of little and of much road alternate, and so do
/// their halves. The first unit with masks is none of the large ones, so that a small share stays small.
void arrangeNested(std::vector<SplitUnit>& units, bool stratify, RandomStream& random);

/// How many units, from the first, bring the count of samples with masks nearest to `target`; at least `atLeast`
/// units with masks where there are so many.
std::size_t nearestBeginning(const std::vector<SplitUnit>& units, double target, int atLeast);

/// Takes that beginning away from `units`.
std::vector<SplitUnit> takeFirst(std::vector<SplitUnit>& units, double target, int atLeast);

}  // namespace macadam
