#include "train/preview_tile.h"

#include <torch/torch.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace macadam {
namespace {

constexpr std::int64_t kMostTilesLookedAt = 32;

}  // namespace

std::int64_t previewTile(EvaluationTiles& tiles, const std::string& wanted) {
  for (std::int64_t i = 0; i < tiles.count(); ++i) {
    if (tiles.id(i) == wanted) return i;
  }
  std::vector<std::pair<double, std::int64_t>> withRoad;
  for (std::int64_t i = 0; i < std::min(tiles.count(), kMostTilesLookedAt); ++i) {
    const double share = (tiles.tile(i).label == 1).to(torch::kDouble).mean().item<double>();
    if (share > 0.0) withRoad.emplace_back(share, i);
  }
  if (withRoad.empty()) return 0;
  const auto median = withRoad.begin() + std::ssize(withRoad) / 2;
  std::ranges::nth_element(withRoad, median);
  return median->second;
}

}  // namespace macadam
