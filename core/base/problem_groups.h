#pragma once

#include "base/error.h"

#include <cstddef>
#include <string>
#include <vector>

namespace macadam {

/// Problems of one kind: what is to be done about them is the same.
struct ProblemGroup {
  Problem first;
  std::vector<std::string> places;  ///< Where they are, in their order; as many as there are problems.
};

/// In the order of the first of each kind.
std::vector<ProblemGroup> grouped(const std::vector<Problem>& problems);

/// The one, or the first with the count of the others: `masks/17.png is 512×500, its image 512×512, and 299 more`.
Problem summaryOf(const ProblemGroup& group);

}  // namespace macadam
