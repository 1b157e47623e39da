#include "data/dataset.h"

#include <set>
#include <utility>

namespace macadam {

void refuseOpenMasks(const Dataset& dataset) {
  if (dataset.masks.open) throw Error({*dataset.masks.open});
}

std::optional<Problem> unlikelyMasks(const Dataset& dataset) {
  LabelCounts all;
  for (const auto& [mask, counts] : dataset.labelCounts) all += counts;
  if (dataset.masks.open || dataset.acceptsUnlikelyMasks || dataset.labelCounts.empty()) return std::nullopt;
  return unlikelyShare(all, "the masks");
}

LabelCounts labelCountsOf(const Dataset& dataset, const std::vector<std::string>& ids) {
  std::set<std::string> masks;
  for (const std::string& id : ids) {
    const Sample* sample = dataset.find(id);
    if (sample != nullptr && sample->hasMask()) masks.insert(sample->mask.string());
  }
  LabelCounts all;
  for (const std::string& mask : masks) {
    if (const auto found = dataset.labelCounts.find(mask); found != dataset.labelCounts.end()) all += found->second;
  }
  return all;
}

}  // namespace macadam
