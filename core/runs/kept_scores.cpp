#include "runs/kept_scores.h"

#include <algorithm>

namespace macadam {

void KeptScores::add(const Evaluated& evaluated) {
  if (evaluated.subset != EvaluatedOn::Validation) return;
  forgetFrom(evaluated.iteration);
  for (const NetworkScore& score : evaluated.scores) {
    std::vector<KeptScore>& kept = scores_[score.network];
    if (isFrozen(score.network)) {
      if (kept.empty()) kept.push_back({0, roadMetrics(score.pooled)});
    } else if (evaluated.best || kept.empty()) {
      kept.push_back({evaluated.iteration, roadMetrics(score.pooled)});
    }
  }
}

void KeptScores::forgetFrom(std::int64_t iteration) {
  for (auto& [network, kept] : scores_) {
    while (!kept.empty() && kept.back().iteration >= iteration) kept.pop_back();
  }
}

bool KeptScores::isFrozen(const std::string& network) const {
  if (!stage_.trained.empty()) return std::ranges::find(stage_.frozen, network) != stage_.frozen.end();
  return stage_.name.starts_with("student") && network.starts_with("teacher");  // a log of an earlier version
}

const KeptScore* KeptScores::find(const std::string& network) const {
  const auto found = scores_.find(network);
  return found == scores_.end() || found->second.empty() ? nullptr : &found->second.back();
}

}  // namespace macadam
