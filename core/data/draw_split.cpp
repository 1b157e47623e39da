#include "base/number_text.h"
#include "base/random.h"
#include "data/locked_samples.h"
#include "data/split.h"
#include "data/split_units.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

/// Between 0 and 1: how many of the samples with masks to take.
using Share = double;

constexpr int kMostStrata = 10;

bool hasOrigin(const Dataset& dataset, Origin origin) {
  return std::ranges::any_of(dataset.samples, [&](const Sample& s) { return s.origin == origin && s.hasMask(); });
}

/// A declared held-back sample without labels measures nothing and is not trained on either.
void keepDeclared(const Dataset& dataset, const SampleWorth& worth, const LockedSamples& locked, Split& split) {
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (locked.contains(sample)) continue;
    const bool labels = worth.labels(i);
    if (sample.origin == Origin::Validation && labels) split.validation.push_back(sample.id);
    if (sample.origin == Origin::Test && labels) split.test.push_back(sample.id);
    if (sample.origin == Origin::Labelled && labels) split.labelled.push_back(sample.id);
    const bool isUnlabelled = sample.origin == Origin::Unlabelled || (sample.origin == Origin::Labelled && !labels);
    if (isUnlabelled && worth.showsSomething(i)) split.unlabelled.push_back(sample.id);
  }
}

bool isHeldBack(Origin origin) {
  return origin == Origin::Validation || origin == Origin::Test;
}

/// What is left to divide, in the order of the data set. Scenes that are declared held back are left out.
std::vector<SplitUnit> unitsToDivide(const Dataset& dataset, const SplitSpec& spec,
                                     const std::vector<TileContent>& contents, const LockedSamples& locked) {
  std::set<std::string_view> heldBackScenes;
  for (const Sample& sample : dataset.samples) {
    if (isHeldBack(sample.origin)) heldBackScenes.insert(sample.scene);
  }
  return unitsOf(dataset, spec.groupByScene, contents, [&](const Sample& sample) {
    const bool isDivided = sample.origin == Origin::Unassigned || sample.origin == Origin::Training;
    return isDivided && !locked.contains(sample) && !(spec.groupByScene && heldBackScenes.contains(sample.scene));
  });
}

/// Shuffled; with stratification only within strata of like road share, so that any share of the sequence is like the
/// whole.
void arrange(std::vector<SplitUnit>& units, Share share, bool stratify, RandomStream& random) {
  if (!stratify) return random.shuffle(units);
  std::ranges::stable_sort(units, {}, &SplitUnit::roadShare);
  const int wanted = static_cast<int>(std::lround(double(units.size()) * share));
  const std::size_t strata = static_cast<std::size_t>(std::clamp(wanted, 1, kMostStrata));
  std::vector<SplitUnit> arranged;
  for (std::size_t i = 0; i < strata; ++i) {
    const auto first = units.begin() + static_cast<std::ptrdiff_t>(units.size() * i / strata);
    const auto last = units.begin() + static_cast<std::ptrdiff_t>(units.size() * (i + 1) / strata);
    std::vector<SplitUnit> stratum(first, last);
    random.shuffle(stratum);
    std::ranges::move(stratum, std::back_inserter(arranged));
  }
  units = std::move(arranged);
}

/// Takes units evenly along the arranged sequence until `share` of the samples with masks is as near as whole units
/// allow; at least one where `share` is above 0 and more than `keep` units with masks are there.
std::vector<SplitUnit> takeShare(std::vector<SplitUnit>& units, Share share, std::ptrdiff_t keep, bool stratify,
                                 RandomStream& random) {
  std::vector<SplitUnit> taken, left;
  if (share <= 0.0) return taken;
  arrange(units, share, stratify, random);
  const std::ptrdiff_t usable = std::ranges::count_if(units, [](const SplitUnit& unit) { return unit.masked() > 0; });
  double wanted = 0.0;
  int count = 0;
  for (SplitUnit& unit : units) {
    wanted += share * unit.masked();
    const bool bringsNearer = unit.masked() > 0 && count + 0.5 * unit.masked() <= wanted + 1e-9;
    const bool take = bringsNearer && usable - std::ssize(taken) > keep;
    if (take) count += unit.masked();
    (take ? taken : left).push_back(std::move(unit));
  }
  if (taken.empty() && usable > keep) {
    const auto first = std::ranges::find_if(left, [](const SplitUnit& unit) { return unit.masked() > 0; });
    taken.push_back(std::move(*first));
    left.erase(first);
  }
  units = std::move(left);
  return taken;
}

Problem nothingToLabel(const Dataset& dataset, const SplitSpec& spec, const SampleWorth& worth) {
  Problem problem{dataset.root.string(), "leaves no sample to label", "add masks to training images"};
  bool hasMasks = false, hasEmptyMasks = false, hasRefusedMasks = false;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (sample.hasMask()) hasMasks = true;
    if (!sample.refusedMask.empty()) hasRefusedMasks = true;
    if (sample.hasMask() && !isHeldBack(sample.origin) && !worth.labels(i)) hasEmptyMasks = true;
  }
  if (!hasMasks && hasRefusedMasks) {
    problem.remedy = "mend its masks, none of which can be used: `macadam-cli data check` says why";
  } else if (hasEmptyMasks) {
    problem.remedy = "mend the masks of its training images, which label nothing";
  } else if (hasMasks && spec.groupByScene) {
    problem.remedy +=
        ", or let the tiles of a scene fall into several sets (--ignore-scenes, in a spec "
        "split.group_by_scene = false)";
  }
  return problem;
}

using Part = std::vector<const Sample*> SplitUnit::*;

void addIds(std::vector<std::string>& list, const std::vector<SplitUnit>& units, Part part) {
  for (const SplitUnit& unit : units) {
    for (const Sample* sample : unit.*part) list.push_back(sample->id);
  }
}

}  // namespace

Split drawSplit(const Dataset& dataset, const SplitSpec& spec, const std::vector<TileContent>& contents,
                const Split& before) {
  const SampleWorth worth(dataset, contents);
  Split split{.name = "1to" + shortestText(spec.unlabelledPerLabelled) + "-seed" + std::to_string(spec.seed),
              .seed = spec.seed,
              .unlabelledPerLabelled = spec.unlabelledPerLabelled,
              .groupedByScene = spec.groupByScene};
  const LockedSamples locked(dataset, before, spec.groupByScene);
  const LockedCounts counts = locked.addTo(split);
  keepDeclared(dataset, worth, locked, split);
  std::vector<SplitUnit> units = unitsToDivide(dataset, spec, contents, locked);
  const bool stratify = spec.stratifyByRoadShare && !contents.empty();
  const auto take = [&](std::string_view stream, Share share, std::ptrdiff_t keep) {
    RandomStream random(spec.seed, stream);
    return takeShare(units, share, keep, stratify, random);
  };
  /// Of what is left, so that with the locked ones it is `share` of all that is divided.
  const auto stillToTake = [&](Share share, int lockedThere) {
    if (counts.divided == 0) return share;
    const double wanted = share * (countMasked(units) + counts.divided) - lockedThere;
    return std::clamp(wanted / std::max(countMasked(units), 1), 0.0, 1.0);
  };

  const bool needsLabelled = !hasOrigin(dataset, Origin::Labelled);
  const std::ptrdiff_t keep = needsLabelled && split.labelled.empty() ? 1 : 0;
  const Share testShare = hasOrigin(dataset, Origin::Test) ? 0.0 : stillToTake(spec.testShare, counts.test);
  Share validationShare =
      hasOrigin(dataset, Origin::Validation) ? 0.0 : stillToTake(spec.validationShare, counts.validation);
  const std::vector<SplitUnit> test = take("split/test", testShare, keep + (validationShare > 0.0 ? 1 : 0));
  if (testShare < 1.0) validationShare = std::min(1.0, validationShare / (1.0 - testShare));
  const std::vector<SplitUnit> validation = take("split/validation", validationShare, keep);
  addIds(split.test, test, &SplitUnit::labelling);
  addIds(split.validation, validation, &SplitUnit::labelling);

  if (needsLabelled) {
    double total = double(split.unlabelled.size()) + double(split.labelled.size());
    for (const SplitUnit& unit : units) total += double(unit.size());
    const double target = total / (1.0 + spec.unlabelledPerLabelled) - double(split.labelled.size());
    RandomStream random(spec.seed, "split/labelled");
    arrangeNested(units, stratify, random);
    const std::vector<SplitUnit> labelled = takeFirst(units, target, split.labelled.empty() ? 1 : 0);
    addIds(split.labelled, labelled, &SplitUnit::labelling);
    addIds(split.unlabelled, labelled, &SplitUnit::others);
  }
  addIds(split.unlabelled, units, &SplitUnit::labelling);
  addIds(split.unlabelled, units, &SplitUnit::others);
  if (split.labelled.empty()) throw Error({nothingToLabel(dataset, spec, worth)});
  for (auto* list : {&split.labelled, &split.unlabelled, &split.validation, &split.test}) std::ranges::sort(*list);
  return split;
}

}  // namespace macadam
