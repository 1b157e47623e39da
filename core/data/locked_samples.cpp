#include "data/locked_samples.h"

namespace macadam {
namespace {

/// A sample without a mask cannot be labelled and measures nothing.
Subset possibleSubset(const Sample& sample, Subset wanted) {
  if (sample.hasMask()) return wanted;
  return wanted == Subset::Labelled || wanted == Subset::Unlabelled ? Subset::Unlabelled : Subset::Unused;
}

bool mayBeDivided(const Sample& sample) {
  return sample.origin == Origin::Unassigned || sample.origin == Origin::Training;
}

}  // namespace

LockedSamples::LockedSamples(const Dataset& dataset, const Split& before, bool groupByScene) : dataset_(dataset) {
  std::map<std::string_view, Subset> scenes;
  for (const std::string& id : before.locked) {
    const Sample* sample = dataset.find(id);
    if (sample == nullptr) continue;
    const Subset subset = before.of(id);
    subsets_.emplace(sample->id, subset);
    locks_.push_back(id);
    if (subset != Subset::Unused) scenes.emplace(sample->scene, subset);
  }
  if (!groupByScene || scenes.empty()) return;
  for (const Sample& sample : dataset.samples) {
    const auto scene = scenes.find(sample.scene);
    if (scene == scenes.end() || !mayBeDivided(sample)) continue;
    subsets_.emplace(sample.id, possibleSubset(sample, scene->second));
  }
}

LockedCounts LockedSamples::addTo(Split& split) const {
  LockedCounts counts;
  split.locked = locks_;
  for (const Sample& sample : dataset_.samples) {
    const auto place = subsets_.find(sample.id);
    if (place == subsets_.end()) continue;
    const int counted = sample.hasMask() && place->second != Subset::Unused ? 1 : 0;
    counts.divided += counted;
    switch (place->second) {
      case Subset::Labelled:
        split.labelled.push_back(sample.id);
        break;
      case Subset::Unlabelled:
        split.unlabelled.push_back(sample.id);
        break;
      case Subset::Validation:
        split.validation.push_back(sample.id), counts.validation += counted;
        break;
      case Subset::Test:
        split.test.push_back(sample.id), counts.test += counted;
        break;
      case Subset::Unused:
        break;
    }
  }
  return counts;
}

}  // namespace macadam
