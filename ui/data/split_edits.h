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
};

/// `ids` in any order; locks stay on the samples that have them. A set that needs masks refuses samples without.
MovedSplit moveSamples(Split split, const Dataset& dataset, std::vector<std::string> ids, Subset to);

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
