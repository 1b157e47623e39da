#include "ui/data/split_facts.h"

#include "ui/data/split_edits.h"

#include <algorithm>
#include <cmath>

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
  facts.findings = checkTiles(dataset, split, {.roadShares = roadShares});
  std::erase_if(facts.findings, [&](const Finding& finding) { return finding.problem == dataset.masks.open; });
  return facts;
}

}  // namespace macadam
