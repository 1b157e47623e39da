#include "cli/paired_evaluation.h"

#include "base/error.h"

#include <algorithm>
#include <map>

namespace macadam {

PairedEvaluation pairedEvaluation(const EvaluationResult& result, const EvaluationResult& against) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < against.sampleIds.size(); ++i) places.emplace(against.sampleIds[i], i);
  PairedEvaluation paired;
  const auto isShared = [&](const std::string& id) { return places.contains(id); };
  const auto shared = static_cast<std::size_t>(std::ranges::count_if(result.sampleIds, isShared));
  if (shared == 0) {
    throw Error("--against", "names a run that is measured on other tiles",
                "name a run with the same split, or take --data and --subset all");
  }
  paired.leftOut = result.sampleIds.size() + against.sampleIds.size() - 2 * shared;
  for (const NetworkScore& score : result.scores) {
    const auto other = std::ranges::find(against.scores, score.network, &NetworkScore::network);
    if (other == against.scores.end()) continue;
    std::vector<PairedCounts> counts;
    for (std::size_t i = 0; i < result.sampleIds.size(); ++i) {
      const auto place = places.find(result.sampleIds[i]);
      if (place != places.end()) counts.push_back({other->perSample[place->second], score.perSample[i]});
    }
    paired.networks.push_back({score.network, pairedDifference(counts)});
  }
  if (paired.networks.empty()) {
    throw Error("--against", "names a run that has no network of the same name", "name another run");
  }
  return paired;
}

}  // namespace macadam
