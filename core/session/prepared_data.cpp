#include "session/prepared_data.h"

#include "base/error.h"
#include "image/image_store.h"
#include "spec/validate.h"

namespace macadam {
namespace {

/// A set that the method learns from and that holds nothing.
void addEmptyLists(const Split& split, const MethodSpec& method, std::vector<Problem>& problems) {
  if (!split.unlabelled.empty() || !learnsFromUnlabelledTiles(method)) return;
  const std::string ungrouped =
      split.groupedByScene ? "draw it with split.group_by_scene = false where all tiles show one scene, " : "";
  problems.push_back({"split " + split.name, "has no unlabelled tiles, which the method learns from",
                      "move some to unlabelled, " + ungrouped + "or train with method.kind = \"supervised\""});
}

/// What is labelled decides what is learned; the other masks are only measured against.
void addUnlikelyMasks(const PreparedData& data, std::vector<Problem>& problems) {
  const LabelCounts labelled = labelCountsOf(data.dataset, data.split.labelled);
  if (data.dataset.acceptsUnlikelyMasks || labelled.all() == 0) return;
  if (auto problem = unlikelyShare(labelled, "the masks of the labelled tiles"))
    problems.push_back(*std::move(problem));
}

}  // namespace

PreparedData prepareData(const RunSpec& spec) {
  PreparedData data{.dataset = openDataset(spec.data)};
  refuseOpenMasks(data.dataset);
  if (spec.split.file.empty()) {
    const bool needsShares = spec.split.stratifyByRoadShare;
    data.split = drawSplit(data.dataset, spec.split,
                           needsShares ? roadShares(data.dataset, spec.data.decodeWorkers) : std::vector<double>{});
  } else {
    data.split = loadSplit(spec.split.file);
  }
  std::vector<Problem> problems = obstaclesIn(data.split, data.dataset);
  addEmptyLists(data.split, spec.method, problems);
  addUnlikelyMasks(data, problems);
  if (!problems.empty()) throw Error(problems);
  return data;
}

std::vector<Sample> samplesOf(const Dataset& dataset, const std::vector<std::string>& ids) {
  std::vector<Sample> samples;
  for (const std::string& id : ids) {
    const Sample* sample = dataset.find(id);
    if (sample == nullptr) {
      throw Error(id, "is in the split but not in " + dataset.root.string(), "restore the file or draw a new split");
    }
    samples.push_back(*sample);
  }
  return samples;
}

}  // namespace macadam
