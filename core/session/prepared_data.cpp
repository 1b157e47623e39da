#include "session/prepared_data.h"

#include "base/error.h"
#include "image/image_store.h"

namespace macadam {

PreparedData prepareData(const RunSpec& spec) {
  PreparedData data{.dataset = openDataset(spec.data.path, spec.data.windowSize)};
  if (spec.split.file.empty()) {
    const bool needsShares = spec.split.stratifyByRoadShare;
    data.split = drawSplit(data.dataset, spec.split,
                           needsShares ? roadShares(data.dataset, spec.data.decodeWorkers) : std::vector<double>{});
  } else {
    data.split = loadSplit(spec.split.file);
  }
  const std::vector<Problem> problems = checkSplit(data.split, data.dataset);
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
