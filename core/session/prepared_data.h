#pragma once

#include "data/dataset.h"
#include "data/split.h"
#include "spec/run_spec.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// The data set of a spec and its split, ready to train on.
struct PreparedData {
  Dataset dataset;
  Split split;
};

/// Opens the data set and loads or draws the split.
/// @throws Error that lists everything wrong with the split, and what the spec's method lacks in it; where it is open
/// what the masks mean, or their share of road is unlikely and not accepted.
PreparedData prepareData(const RunSpec& spec);

/// The split that a spec names, or draws of the data set. `contents` as for drawSplit. @throws Error as those.
Split splitFor(const RunSpec& spec, const Dataset& dataset, const std::vector<TileContent>& contents);

/// The samples of `ids`, in their order. @throws Error when the data set lacks one.
std::vector<Sample> samplesOf(const Dataset& dataset, const std::vector<std::string>& ids);

}  // namespace macadam
