#include "eval/paired_difference.h"

#include "base/error.h"
#include "base/number_text.h"
#include "base/random.h"
#include "eval/road_metrics.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kResamples = 10'000;
constexpr double kCoverage = 0.95;

/// All of a confusion that IoU is made of.
struct Overlap {
  std::int64_t common = 0;
  std::int64_t together = 0;
};

struct PairedOverlaps {
  Overlap first, second;
};

Overlap overlapOf(const Confusion& counts) {
  return {counts.truePositives, counts.truePositives + counts.falsePositives + counts.falseNegatives};
}

void add(Overlap& sum, const Overlap& other) {
  sum.common += other.common;
  sum.together += other.together;
}

std::optional<double> differenceOf(const PairedOverlaps& overlaps) {
  const auto& [first, second] = overlaps;
  if (first.together == 0 || second.together == 0) return std::nullopt;
  return static_cast<double>(second.common) / static_cast<double>(second.together) -
         static_cast<double>(first.common) / static_cast<double>(first.together);
}

/// Between the two values that are nearest. @pre sorted, not empty
double quantile(const std::vector<double>& values, double share) {
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], place - static_cast<double>(below));
}

std::optional<PairedDifference::Interval> bootstrap(const std::vector<PairedOverlaps>& tiles, std::uint64_t seed) {
  if (tiles.size() < 2) return std::nullopt;
  RandomStream random(seed, "bootstrap over tiles");
  std::vector<double> differences;
  differences.reserve(kResamples);
  for (int resample = 0; resample < kResamples; ++resample) {
    PairedOverlaps sum;
    for (std::size_t drawn = 0; drawn < tiles.size(); ++drawn) {
      const PairedOverlaps& tile = tiles[random.below(tiles.size())];
      add(sum.first, tile.first);
      add(sum.second, tile.second);
    }
    if (const auto difference = differenceOf(sum)) differences.push_back(*difference);
  }
  if (differences.empty()) return std::nullopt;
  std::ranges::sort(differences);
  constexpr double kTail = (1.0 - kCoverage) / 2.0;
  return PairedDifference::Interval{quantile(differences, kTail), quantile(differences, 1.0 - kTail)};
}

/// Road and background of the labels; what a network makes of them does not change it.
bool countTheSame(const Confusion& a, const Confusion& b) {
  return a.total() == b.total() && a.truePositives + a.falseNegatives == b.truePositives + b.falseNegatives;
}

}  // namespace

PairedDifference pairedDifference(const std::vector<PairedCounts>& tiles, std::uint64_t seed) {
  PairedDifference result;
  std::vector<PairedOverlaps> labelling;
  PairedOverlaps all;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (!countTheSame(tiles[i].first, tiles[i].second)) {
      throw Error("tile " + std::to_string(i + 1), "was counted against other labels by one of the two",
                  "measure both again on the labels of today");
    }
    const PairedOverlaps overlaps{overlapOf(tiles[i].first), overlapOf(tiles[i].second)};
    result.ofTiles.push_back(differenceOf(overlaps));
    if (tiles[i].first.total() == 0) continue;
    labelling.push_back(overlaps);
    add(all.first, overlaps.first);
    add(all.second, overlaps.second);
  }
  result.tiles = labelling.size();
  result.ofAll = differenceOf(all);
  result.interval = bootstrap(labelling, seed);
  return result;
}

std::string pointsText(double difference) {
  const double points = std::round(difference * 1000.0) / 10.0;
  const std::string number = fixedText(std::abs(points), 1);
  return points > 0.0 ? "+" + number : points < 0.0 ? "−" + number : number;
}

std::string differenceText(const PairedDifference& difference) {
  if (!difference.ofAll) return "IoU has no difference: there is no road in truth or in one of the two";
  std::string text = "IoU " + pointsText(*difference.ofAll) + " points (";
  if (!difference.interval) return text + "no interval: that needs two tiles with labels)";
  return text + "95 % interval " + pointsText(difference.interval->low) + " to " +
         pointsText(difference.interval->high) + ", bootstrap over " + counted(difference.tiles, "tile") + ")";
}

}  // namespace macadam
