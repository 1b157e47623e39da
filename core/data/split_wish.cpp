#include "data/split_wish.h"

#include "base/error.h"
#include "base/number_text.h"
#include "data/split_units.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

/// From here on a count is said to be another than the one asked for.
constexpr double kNoticedDifference = 0.25;
constexpr int kRatioDecimals = 1;

double trainedOn(const Split& split) {
  return double(split.labelled.size() + split.unlabelled.size());
}

/// @param total tiles to train on.
double ratioOf(const LabelledAmount& amount, double total) {
  if (const auto* share = std::get_if<LabelledShare>(&amount)) {
    if (share->share > 0.0 && share->share <= 1.0) return 1.0 / share->share - 1.0;
    throw Error("the labelled share", "is " + shortestText(share->share), "write a number above 0 and up to 1");
  }
  if (const auto* count = std::get_if<LabelledCount>(&amount)) {
    if (count->count >= 1 && double(count->count) <= total) return total / double(count->count) - 1.0;
    throw Error("the labelled count", "is " + std::to_string(count->count),
                "write a number from 1 to " + shortestText(total) + ", the tiles to train on");
  }
  return std::get<LabelledRatio>(amount).unlabelledPerLabelled;
}

/// In the order in which the same seed labels them.
std::vector<SplitUnit> trainedUnits(const Dataset& dataset, const SplitSpec& rules,
                                    const std::vector<TileContent>& contents, const Split& before) {
  std::vector<SplitUnit> units = unitsOf(dataset, rules.groupByScene, contents, [&](const Sample& sample) {
    const Subset subset = before.of(sample.id);
    return subset == Subset::Labelled || subset == Subset::Unlabelled;
  });
  RandomStream random(rules.seed, "split/labelled");
  arrangeNested(units, rules.stratifyByRoadShare && !contents.empty(), random);
  return units;
}

Split addLabelled(const Dataset& dataset, const SplitSpec& rules, const std::vector<TileContent>& contents,
                  const Split& before) {
  const std::set<std::string_view> locked(before.locked.begin(), before.locked.end());
  const auto canBeLabelled = [&](const Sample* sample) {
    return before.of(sample->id) == Subset::Unlabelled && !locked.contains(sample->id);
  };
  std::vector<SplitUnit> units = trainedUnits(dataset, rules, contents, before);
  for (SplitUnit& unit : units) {
    std::erase_if(unit.labelling, [&](const Sample* sample) { return !canBeLabelled(sample); });
  }
  std::erase_if(units, [](const SplitUnit& unit) { return unit.labelling.empty(); });
  const double missing = trainedOn(before) / (1.0 + rules.unlabelledPerLabelled) - double(before.labelled.size());
  if (missing < 0.5 || units.empty()) {
    throw Error(dataset.root.string(),
                units.empty() ? "has no unlabelled tile with a mask that could be labelled"
                              : "has " + std::to_string(before.labelled.size()) + " labelled tiles already",
                "ask for more, or draw all anew");
  }
  Split split = before;
  split.seed = rules.seed;
  split.unlabelledPerLabelled = rules.unlabelledPerLabelled;
  for (const SplitUnit& unit : takeFirst(units, missing, 1)) {
    for (const Sample* sample : unit.labelling) {
      split.labelled.push_back(sample->id);
      std::erase(split.unlabelled, sample->id);
    }
  }
  std::ranges::sort(split.labelled);
  return split;
}

/// As drawSplit names what was asked for by ratio.
std::string nameFor(const LabelledAmount& amount, const std::string& ratioName, std::uint64_t seed) {
  const std::string ending = "-seed" + std::to_string(seed);
  if (const auto* share = std::get_if<LabelledShare>(&amount)) return percentText(share->share, 0) + "percent" + ending;
  if (const auto* count = std::get_if<LabelledCount>(&amount))
    return std::to_string(count->count) + "labelled" + ending;
  return ratioName;
}

std::string ratioText(double unlabelledPerLabelled) {
  const auto rounded = [](double value) {
    const double digits = std::pow(10.0, kRatioDecimals);
    return shortestText(std::round(value * digits) / digits);
  };
  if (unlabelledPerLabelled >= 1.0 || unlabelledPerLabelled <= 0.0) return "1:" + rounded(unlabelledPerLabelled);
  return rounded(1.0 / unlabelledPerLabelled) + ":1";
}

}  // namespace

Split drawSplit(const Dataset& dataset, const SplitWish& wish, const std::vector<TileContent>& contents,
                const Split& before) {
  SplitSpec rules = wish.rules;
  const bool keeps = wish.labelledBefore == LabelledBefore::Kept;
  // How many tiles train does not depend on how many of them are labelled.
  const auto total = [&] { return trainedOn(keeps ? before : drawSplit(dataset, rules, contents, before)); };
  rules.unlabelledPerLabelled =
      ratioOf(wish.amount, std::holds_alternative<LabelledCount>(wish.amount) ? total() : 0.0);
  Split split = keeps ? addLabelled(dataset, rules, contents, before) : drawSplit(dataset, rules, contents, before);
  split.name = nameFor(wish.amount, split.name, rules.seed);
  return split;
}

std::string ratioNote(const Split& split, const Dataset& dataset) {
  const auto isDeclared = [](const Sample& sample) { return sample.origin == Origin::Labelled && sample.hasMask(); };
  if (split.labelled.empty() || split.unlabelledPerLabelled <= 0.0) return {};
  if (std::ranges::any_of(dataset.samples, isDeclared)) return {};  // there is nothing to ask for
  const double labelled = double(split.labelled.size());
  const double wanted = std::max(1.0, trainedOn(split) / (1.0 + split.unlabelledPerLabelled));
  if (std::abs(labelled - wanted) < 1.0 || std::abs(labelled - wanted) < kNoticedDifference * wanted) return {};
  return "asked for " + ratioText(split.unlabelledPerLabelled) + ", got " +
         ratioText(double(split.unlabelled.size()) / labelled) + " (" + std::to_string(split.labelled.size()) +
         " labelled, " + std::to_string(split.unlabelled.size()) + " unlabelled)";
}

}  // namespace macadam
