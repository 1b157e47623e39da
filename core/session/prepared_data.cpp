#include "session/prepared_data.h"

#include "base/error.h"
#include "base/parallel.h"
#include "image/tile_content.h"
#include "session/start_check.h"

#include <algorithm>
#include <iterator>

namespace macadam {
namespace {

/// What the masks of the sets that need some say, parallel to the samples; tiles that cannot be read are told of when
/// they are used.
std::vector<LabelCounts> labelsOf(const Dataset& dataset, const Split& split, int workers) {
  std::vector<LabelCounts> labels(dataset.samples.size());
  parallelFor(labels.size(), workers, [&](std::size_t i) {
    const Sample& sample = dataset.samples[i];
    const Subset subset = split.of(sample.id);
    if (!sample.hasMask() || subset == Subset::Unlabelled) return;
    const bool isDeclared = sample.origin == Origin::Validation || sample.origin == Origin::Test;
    if (subset == Subset::Unused && !isDeclared) return;
    try {
      labels[i] = measureTile(sample).labels;
    } catch (const Error&) {
    }
  });
  return labels;
}

}  // namespace

Split splitFor(const RunSpec& spec, const Dataset& dataset, const std::vector<TileContent>& contents) {
  return spec.split.file.empty() ? drawSplit(dataset, spec.split, contents) : loadSplit(spec.split.file);
}

PreparedData prepareData(const RunSpec& spec) {
  PreparedData data{.dataset = openDataset(spec.data)};
  refuseOpenMasks(data.dataset);
  const int workers = spec.data.decodeWorkers;
  TileKnowledge known{.run = &spec};
  if (spec.split.file.empty()) {
    MeasuredTiles measured = measureTiles(data.dataset, workers);
    if (!measured.problems.empty()) throw Error(std::move(measured.problems));
    std::ranges::move(emptyTiles(data.dataset, measured.contents), std::back_inserter(data.dataset.problems));
    data.split = splitFor(spec, data.dataset, measured.contents);
    known.labels = std::move(measured.labels);
  } else {
    data.split = splitFor(spec, data.dataset, {});
    known.labels = labelsOf(data.dataset, data.split, workers);
  }
  const std::vector<Problem> problems = obstaclesIn(checkTiles(data.dataset, data.split, known));
  if (!problems.empty()) throw Error(problems);
  for (Finding& unknown : unknownSets(data.dataset, data.split, known.labels)) {
    data.dataset.problems.push_back(std::move(unknown.problem));
  }
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
