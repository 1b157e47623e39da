#include "ui/data/split_facts.h"

#include "ui/data/split_edits.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>

namespace macadam {
namespace {

constexpr double kHistogramStep = 0.05;

bool isEmpty(const Split& split) {
  return split.labelled.empty() && split.unlabelled.empty() && split.validation.empty() && split.test.empty();
}

double endOfHistogram(const std::vector<double>& roadShares) {
  const double largest = roadShares.empty() ? 0.0 : std::ranges::max(roadShares);
  return std::max(kHistogramStep, std::ceil(largest / kHistogramStep - 1e-9) * kHistogramStep);
}

void addRoadShares(SplitFacts& facts, const std::vector<Subset>& places, const Dataset& dataset,
                   const std::vector<double>& roadShares) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!dataset.samples[i].hasMask()) continue;
    SubsetFacts& subset = facts.subsets[static_cast<std::size_t>(places[i])];
    const double position = roadShares[i] / facts.histogramEnd * kHistogramBins;
    subset.roadShare += roadShares[i];
    subset.histogram[std::min(static_cast<std::size_t>(position), kHistogramBins - 1)] += 1.0;
  }
  for (SubsetFacts& subset : facts.subsets) {
    const double count = std::max<double>(1.0, double(subset.withMask));
    subset.roadShare /= count;
    for (double& bin : subset.histogram) bin /= count;
  }
}

/// The samples that train or measure, by the scenes that do both.
std::map<std::string_view, std::vector<std::string>> leakingScenes(const std::vector<Subset>& places,
                                                                   const Dataset& dataset) {
  struct Scene {
    bool trains = false;
    bool measures = false;
    std::vector<std::string> ids;
  };
  std::map<std::string_view, Scene> scenes;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] == Subset::Unused) continue;
    Scene& scene = scenes[dataset.samples[i].scene];
    const bool measures = places[i] == Subset::Validation || places[i] == Subset::Test;
    (measures ? scene.measures : scene.trains) = true;
    scene.ids.push_back(dataset.samples[i].id);
  }
  std::map<std::string_view, std::vector<std::string>> leaking;
  for (auto& [name, scene] : scenes) {
    if (scene.trains && scene.measures) leaking.emplace(name, std::move(scene.ids));
  }
  return leaking;
}

/// The sets that are too small to train with and to measure on; `checkSplit` knows when nothing is labelled.
std::vector<SplitWarning> gapsIn(const Split& split) {
  std::vector<SplitWarning> gaps;
  const auto add = [&](const char* what, const char* remedy) { gaps.push_back({.problem = {"", what, remedy}}); };
  if (split.labelled.size() == 1) add("Only one tile is labelled", "all labels come from it; label more");
  if (split.unlabelled.empty()) {
    add("No tile is unlabelled",
        "methods that learn from unlabelled tiles cannot use this split; move some there, or draw without keeping "
        "scenes together where there are few");
  }
  if (split.validation.empty()) {
    add("No tile is for validation",
        "training shows no scores and keeps the last networks as the best; move some there");
  }
  return gaps;
}

/// Some background is as it should be; where most of what is labelled shows nothing else, masks may be missing.
std::vector<SplitWarning> labelledWithoutRoad(const std::vector<Subset>& places, const Dataset& dataset,
                                              const std::vector<double>& roadShares) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (places[i] == Subset::Labelled && sample.hasMask() && roadShares[i] == 0.0) ids.push_back(sample.id);
  }
  const auto labelled = static_cast<std::size_t>(std::ranges::count(places, Subset::Labelled));
  if (2 * ids.size() <= labelled) return {};
  const std::string what = ids.size() == labelled ? "No labelled tile shows a road"
                                                  : std::to_string(ids.size()) + " of " + std::to_string(labelled) +
                                                        " labelled tiles show no road";
  return {{.problem = {"", what, "they teach background alone; check their masks, or label others"},
           .ids = std::move(ids)}};
}

std::vector<SplitWarning> warningsOf(const Split& split, const std::vector<Subset>& places, const Dataset& dataset) {
  const auto leaking = leakingScenes(places, dataset);
  std::vector<SplitWarning> warnings;
  for (Problem& problem : checkSplit(split, dataset)) {
    SplitWarning warning{.problem = std::move(problem)};
    if (const Sample* sample = dataset.find(warning.problem.where)) {
      const auto scene = leaking.find(sample->scene);
      if (scene != leaking.end()) {
        warning.leakingScene = sample->scene;
        warning.ids = scene->second;
      } else {
        warning.ids.push_back(sample->id);
      }
    }
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

}  // namespace

SplitFacts summarise(const Split& split, const Dataset& dataset, const std::vector<double>& roadShares) {
  SplitFacts facts;
  const std::vector<Subset> places = placesOf(split, dataset);
  for (std::size_t i = 0; i < places.size(); ++i) {
    SubsetFacts& subset = facts.subsets[static_cast<std::size_t>(places[i])];
    ++subset.samples;
    if (dataset.samples[i].hasMask()) ++subset.withMask;
  }
  facts.locked = split.locked.size();
  facts.hasRoadShares = roadShares.size() == dataset.samples.size();
  if (facts.hasRoadShares) {
    facts.histogramEnd = endOfHistogram(roadShares);
    addRoadShares(facts, places, dataset, roadShares);
  }
  if (isEmpty(split)) return facts;
  facts.warnings = warningsOf(split, places, dataset);
  std::ranges::move(gapsIn(split), std::back_inserter(facts.warnings));
  if (facts.hasRoadShares) {
    std::ranges::move(labelledWithoutRoad(places, dataset, roadShares), std::back_inserter(facts.warnings));
  }
  return facts;
}

}  // namespace macadam
