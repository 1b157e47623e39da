#include "session/prepared_data.h"

#include "base/error.h"
#include "base/parallel.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"
#include "session/start_check.h"

#include <algorithm>
#include <iterator>

namespace macadam {
namespace {

/// Those that the data set declares so, where the split has none: they were left out of it.
std::vector<std::string> measured(const std::vector<std::string>& split, const Dataset& dataset, Origin origin) {
  std::vector<std::string> ids = split;
  for (const Sample& sample : dataset.samples) {
    if (split.empty() && sample.origin == origin) ids.push_back(sample.id);
  }
  return ids;
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
  report(measured(data.split.validation, data.dataset, Origin::Validation), "validation");
  report(measured(data.split.test, data.dataset, Origin::Test), "test");
}

}  // namespace

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

Split splitFor(const RunSpec& spec, const Dataset& dataset, const std::vector<TileContent>& contents) {
  return spec.split.file.empty() ? drawSplit(dataset, spec.split, contents) : loadSplit(spec.split.file);
}

PreparedData prepareData(const RunSpec& spec) {
  PreparedData data{.dataset = openDataset(spec.data)};
  refuseOpenMasks(data.dataset);
  const int workers = spec.data.decodeWorkers;
  std::vector<TileContent> contents;
  if (spec.split.file.empty()) {
    contents = contentsOf(data.dataset, workers);
    std::ranges::move(emptyTiles(data.dataset, contents), std::back_inserter(data.dataset.problems));
  }
  data.split = splitFor(spec, data.dataset, contents);
  const TileKnowledge known{.labelled = countPixels(data.dataset, data.split.labelled, workers), .run = &spec};
  const std::vector<Problem> problems = obstaclesIn(checkTiles(data.dataset, data.split, known));
  if (!problems.empty()) throw Error(problems);
  reportUnknownSets(data, workers);
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
