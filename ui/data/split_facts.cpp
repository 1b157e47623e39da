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

double endOfHistogram(const std::vector<TileContent>& contents) {
  double largest = 0.0;
  for (const TileContent& content : contents) largest = std::max(largest, content.roadShare.value_or(0.0));
  return std::max(kHistogramStep, std::ceil(largest / kHistogramStep - 1e-9) * kHistogramStep);
}

void addRoadShares(SplitFacts& facts, const std::vector<Subset>& places, const Dataset& dataset,
                   const std::vector<TileContent>& contents) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!isLabelling(dataset.samples[i], contents[i])) continue;
    SubsetFacts& subset = facts.subsets[static_cast<std::size_t>(places[i])];
    const double share = *contents[i].roadShare;
    const double position = share / facts.histogramEnd * kHistogramBins;
    ++subset.labelling;
    subset.roadShare += share;
    subset.histogram[std::min(static_cast<std::size_t>(position), kHistogramBins - 1)] += 1.0;
  }
  for (SubsetFacts& subset : facts.subsets) {
    const double count = std::max<double>(1.0, double(subset.labelling));
    subset.roadShare /= count;
    for (double& bin : subset.histogram) bin /= count;
  }
}

}  // namespace

SplitFacts summarise(const Split& split, const Dataset& dataset, const std::vector<TileContent>& contents) {
  SplitFacts facts;
  const std::vector<Subset> places = placesOf(split, dataset);
  for (std::size_t i = 0; i < places.size(); ++i) {
    SubsetFacts& subset = facts.subsets[static_cast<std::size_t>(places[i])];
    ++subset.samples;
    if (dataset.samples[i].hasMask()) ++subset.withMask;
  }
  facts.locked = split.locked.size();
  facts.hasRoadShares = contents.size() == dataset.samples.size();
  if (facts.hasRoadShares) {
    facts.histogramEnd = endOfHistogram(contents);
    addRoadShares(facts, places, dataset, contents);
  }
  if (isEmpty(split)) return facts;
  facts.findings = checkTiles(dataset, split, {.contents = contents});
  std::erase_if(facts.findings, [&](const Finding& finding) { return finding.problem == dataset.masks.open; });
  return facts;
}

}  // namespace macadam
