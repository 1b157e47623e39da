#pragma once

#include "eval/confusion.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What two networks were counted on one tile, against the same labels.
struct PairedCounts {
  Confusion first;
  Confusion second;
};

/// How much better the second of two networks is than the first, measured on the same tiles.
struct PairedDifference {
  /// Of each tile the second's IoU less the first's, in −1 … 1; empty where either has none.
  std::vector<std::optional<double>> ofTiles;
  std::optional<double> ofAll;  ///< The same of the tiles counted together.
  std::size_t tiles = 0;        ///< That label something.

  /// In which 95 % of the differences lie when as many tiles are drawn anew, with replacement.
  struct Interval {
    double low = 0.0;
    double high = 0.0;
    bool operator==(const Interval&) const = default;
  };
  std::optional<Interval> interval;  ///< Empty below two tiles.

  bool operator==(const PairedDifference&) const = default;
};

/// Differences of the road class's IoU, with a percentile interval by 10,000 resamples of whole tiles (B. Efron,
/// "Bootstrap Methods", Ann. Statist. 7, 1979). It tells how the difference varies with the tiles, not with the seed of
/// a training. Tiles that label nothing are not drawn; a resample in which an IoU is not defined is left out. Equal
/// inputs give equal intervals on every machine.
/// @throws Error where the two were counted on different pixels of a tile.
PairedDifference pairedDifference(const std::vector<PairedCounts>& tiles, std::uint64_t seed = 0);

/// A difference in points of IoU, `+2.3` or `−0.4`.
std::string pointsText(double difference);

/// `IoU +2.3 points (95 % interval +0.9 to +3.8, bootstrap over 24 tiles)`; without an interval it says why.
std::string differenceText(const PairedDifference& difference);

}  // namespace macadam
