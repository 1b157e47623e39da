#pragma once

#include "data/split.h"
#include "spec/run_spec.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace macadam {

/// How many tiles are to be labelled: unlabelled ones for each, a share of both together, or a number.
struct LabelledRatio {
  double unlabelledPerLabelled = 4.0;
};
struct LabelledShare {
  double share = 0.2;
};
struct LabelledCount {
  std::size_t count = 1;
};
using LabelledAmount = std::variant<LabelledRatio, LabelledShare, LabelledCount>;

enum class LabelledBefore {
  DrawnAgain,
  Kept  ///< Nothing moves but unlabelled tiles that become labelled.
};

/// How a split is to be drawn, as a person asks for it.
struct SplitWish {
  SplitSpec rules;  ///< Its ratio gives way to the amount.
  LabelledAmount amount;
  LabelledBefore labelledBefore = LabelledBefore::DrawnAgain;
};

/// @param before whose locks are kept, or whose labelled tiles.
/// @throws Error as drawSplit; where as many are labelled already, or the amount is none that there is.
Split drawSplit(const Dataset& dataset, const SplitWish& wish, const std::vector<TileContent>& contents,
                const Split& before = {});

/// Says where a split has not the ratio that it was drawn for, as `asked for 1:4, got 5:1 (…)`; empty where it is near.
std::string ratioNote(const Split& split, const Dataset& dataset);

}  // namespace macadam
