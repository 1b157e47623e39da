#include "session/prepared_data.h"

#include "base/error.h"
#include "base/parallel.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"
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

/// What the tiles of `ids` say where their pictures have data; tiles that cannot be read are told of when they are
/// used.
LabelCounts countPixels(const Dataset& dataset, const std::vector<std::string>& ids, int workers) {
  std::vector<LabelCounts> counts(ids.size());
  parallelFor(ids.size(), workers, [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    const Sample* sample = dataset.find(ids[i]);
    if (sample == nullptr || !sample->hasMask()) return;
    try {
      const cv::Mat mask = decodeMask(*sample);
      counts[i].road = static_cast<std::uint64_t>(cv::countNonZero(mask == 1));
      counts[i].background = static_cast<std::uint64_t>(cv::countNonZero(mask == 0));
      counts[i].unknown = mask.total() - counts[i].labelled();
    } catch (const Error&) {
    }
  });
  LabelCounts all;
  for (const LabelCounts& each : counts) all += each;
  return all;
}

/// What is labelled decides what is learned; the other masks are only measured against.
void addUnlikelyMasks(const PreparedData& data, int workers, std::vector<Problem>& problems) {
  if (data.dataset.acceptsUnlikelyMasks) return;
  const LabelCounts labelled = countPixels(data.dataset, data.split.labelled, workers);
  if (labelled.all() == 0) return;
  if (auto problem = unlikelyShare(labelled, "the masks of the labelled tiles"))
    problems.push_back(*std::move(problem));
}

/// Sets that no prediction can be measured on; the training goes on, and they are told of.
void reportUnknownSets(PreparedData& data, int workers) {
  const auto report = [&](const std::vector<std::string>& ids, const std::string& name) {
    const LabelCounts counts = countPixels(data.dataset, ids, workers);
    if (counts.all() == 0 || counts.labelled() > 0) return;
    data.dataset.problems.push_back({"the " + name + " tiles",
                                     "label nothing: every pixel is unknown, so that no IoU is measured on them",
                                     "move tiles with labels into that set, or mend their masks"});
  };
  report(data.split.validation, "validation");
  report(data.split.test, "test");
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
  addUnlikelyMasks(data, spec.data.decodeWorkers, problems);
  if (!problems.empty()) throw Error(problems);
  reportUnknownSets(data, spec.data.decodeWorkers);
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
