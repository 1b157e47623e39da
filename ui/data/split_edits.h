#pragma once

#include "data/split.h"

#include <string>
#include <vector>

namespace macadam {

/// The set of each sample, parallel to the data set.
std::vector<Subset> placesOf(const Split& split, const Dataset& dataset);

/// A split with some samples in another set.
struct MovedSplit {
  Split split;
  std::size_t moved = 0;
  std::vector<std::string> refused;  ///< Without masks, so that they can be neither labelled nor measured on.
  std::size_t locked = 0;            ///< That would have moved.
};

/// `ids` in any order; locked ones stay where they are. A set that needs masks refuses samples without.
MovedSplit moveSamples(Split split, const Dataset& dataset, std::vector<std::string> ids, Subset to);

/// `split` with the locks of `before`, and what they lock where it was.
Split keepLocked(Split split, const Split& before);

Split withLocks(Split split, std::vector<std::string> ids);
Split withoutLocks(Split split, std::vector<std::string> ids);

/// A sample that two splits have in different sets.
struct Relocation {
  std::string id;
  Subset from = Subset::Unused;
  Subset to = Subset::Unused;

  bool operator==(const Relocation&) const = default;
};

/// By id.
std::vector<Relocation> relocations(const Split& before, const Split& after);

}  // namespace macadam
