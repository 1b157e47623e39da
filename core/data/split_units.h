#pragma once

#include "base/random.h"
#include "data/dataset.h"
#include "image/tile_content.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace macadam {

/// Samples that go to one subset together: a scene, or a single sample. Borrows the data set.
struct SplitUnit {
  std::vector<const Sample*> labelling, others;  ///< The others can only be unlabelled.
  double roadShare = 0.0;                        ///< Mean of the labelling ones; 0 where it is not known.

  int masked() const { return static_cast<int>(labelling.size()); }
  std::size_t size() const { return labelling.size() + others.size(); }
};

/// What the samples of a data set are good for; where nothing is measured of them, masks say it alone. Borrows both.
class SampleWorth {
 public:
  SampleWorth(const Dataset& dataset, const std::vector<TileContent>& contents)
      : dataset_(dataset), contents_(contents) {}

  bool labels(std::size_t i) const {
    return contents_.empty() ? dataset_.samples[i].hasMask() : isLabelling(dataset_.samples[i], contents_[i]);
  }
  bool showsSomething(std::size_t i) const { return contents_.empty() || contents_[i].hasData; }
  double roadShare(std::size_t i) const { return contents_.empty() ? 0.0 : contents_[i].roadShare.value_or(0.0); }

 private:
  const Dataset& dataset_;
  const std::vector<TileContent>& contents_;
};

/// What `isDivided` says yes to and shows something, in the order of the data set. `contents` as for drawSplit.
std::vector<SplitUnit> unitsOf(const Dataset& dataset, bool groupByScene, const std::vector<TileContent>& contents,
                               const std::function<bool(const Sample&)>& isDivided);

int countMasked(const std::vector<SplitUnit>& units);

/// Orders units, whatever their order was, so that each beginning of the sequence can be labelled, a shorter one within
/// a longer one. @pre no unit is empty. With
/// `stratify` each beginning is like the whole in road share: halves of little and of much road alternate, and so do
/// their halves. The first unit with masks is none of the large ones, so that a small share stays small.
void arrangeNested(std::vector<SplitUnit>& units, bool stratify, RandomStream& random);

/// Takes away from `units` the beginning that brings the count of samples with masks nearest to `target`; at least
/// `atLeast` units with masks where there are so many.
std::vector<SplitUnit> takeFirst(std::vector<SplitUnit>& units, double target, int atLeast);

}  // namespace macadam
