#include "data/split_units.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

using Units = std::vector<SplitUnit>;

constexpr double kUsual = 1.5;  ///< Times the mean; units of more samples are large.

/// Sorted ones, so that the two halves alternate on every level; which comes first is drawn.
Units alternated(Units units, RandomStream& random) {
  if (units.size() < 2) return units;
  const std::size_t extra = units.size() % 2;
  const bool isUpperFirst = random.chance(0.5);
  const auto middle = units.begin() + static_cast<std::ptrdiff_t>(units.size() / 2 + (isUpperFirst ? 0 : extra));
  Units lower(std::make_move_iterator(units.begin()), std::make_move_iterator(middle));
  Units upper(std::make_move_iterator(middle), std::make_move_iterator(units.end()));
  lower = alternated(std::move(lower), random);
  upper = alternated(std::move(upper), random);
  if (isUpperFirst) std::swap(lower, upper);
  Units arranged;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    arranged.push_back(std::move(lower[i]));
    if (i < upper.size()) arranged.push_back(std::move(upper[i]));
  }
  return arranged;
}

/// In the order of the data set.
const Sample* firstOf(const SplitUnit& unit) {
  if (unit.labelling.empty()) return unit.others.front();
  return unit.others.empty() ? unit.labelling.front() : std::min(unit.labelling.front(), unit.others.front());
}

void beginWithUsualOne(Units& units) {
  const auto usable = std::ranges::count_if(units, [](const SplitUnit& unit) { return unit.masked() > 0; });
  const double mean = countMasked(units) / std::max(1.0, double(usable));
  const auto first = std::ranges::find_if(
      units, [&](const SplitUnit& unit) { return unit.masked() > 0 && unit.masked() <= kUsual * mean; });
  if (first != units.end()) std::rotate(units.begin(), first, std::next(first));
}

/// How many units takeFirst takes.
std::size_t nearestBeginning(const Units& units, double target, int atLeast) {
  std::size_t best = 0;
  double nearest = atLeast > 0 ? HUGE_VAL : std::abs(target);
  int count = 0, masked = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].masked() == 0) continue;
    count += units[i].masked();
    if (++masked < atLeast || std::abs(count - target) >= nearest - 1e-9) continue;
    nearest = std::abs(count - target);
    best = i + 1;
  }
  return best;
}

}  // namespace

Units unitsOf(const Dataset& dataset, bool groupByScene, const std::vector<TileContent>& contents,
              const std::function<bool(const Sample&)>& isDivided) {
  const SampleWorth worth(dataset, contents);
  Units units;
  std::map<std::string_view, std::size_t> unitOfScene;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (!worth.showsSomething(i) || !isDivided(sample)) continue;
    const std::string_view key = groupByScene ? std::string_view(sample.scene) : std::string_view(sample.id);
    const auto [entry, isNew] = unitOfScene.emplace(key, units.size());
    if (isNew) units.emplace_back();
    SplitUnit& unit = units[entry->second];
    (worth.labels(i) ? unit.labelling : unit.others).push_back(&sample);
    unit.roadShare += worth.roadShare(i);
  }
  for (SplitUnit& unit : units) unit.roadShare /= std::max(unit.masked(), 1);
  return units;
}

int countMasked(const Units& units) {
  int count = 0;
  for (const SplitUnit& unit : units) count += unit.masked();
  return count;
}

void arrangeNested(Units& units, bool stratify, RandomStream& random) {
  std::ranges::sort(units, {}, firstOf);
  if (stratify) {
    std::ranges::stable_sort(units, {}, &SplitUnit::roadShare);
    units = alternated(std::move(units), random);
  } else {
    random.shuffle(units);
  }
  beginWithUsualOne(units);
}

Units takeFirst(Units& units, double target, int atLeast) {
  const auto end = units.begin() + static_cast<std::ptrdiff_t>(nearestBeginning(units, target, atLeast));
  Units taken(std::make_move_iterator(units.begin()), std::make_move_iterator(end));
  units.erase(units.begin(), end);
  return taken;
}

}  // namespace macadam
