#pragma once

#include <QHashFunctions>

namespace macadam {

/// A tile of a picture that is held in halves, quarters and so on: full size is level 0.
struct TileKey {
  int level = 0;
  int column = 0;
  int row = 0;

  bool operator==(const TileKey&) const = default;
  friend size_t qHash(const TileKey& key, size_t seed) { return qHashMulti(seed, key.level, key.column, key.row); }
};

}  // namespace macadam
