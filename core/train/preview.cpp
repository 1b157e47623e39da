#include "train/preview.h"

#include "train/evaluate.h"

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

PreviewReady previewOf(const NamedNetwork& network, const EvaluationTile& tile, const torch::Device& device,
                       std::int64_t viewSide, std::int64_t iteration) {
  const EvaluationMode evaluating(*network.network);
  torch::Tensor probability = roadProbabilityByWindows(*network.network, tile.image, device, viewSide);
  if (tile.noData.defined()) probability = probability.masked_fill(tile.noData, 0.0);
  const torch::Tensor grey = (probability * 255.0).round().to(torch::kUInt8).contiguous();
  const std::uint8_t* bytes = grey.data_ptr<std::uint8_t>();
  return {.iteration = iteration,
          .network = network.name,
          .sampleId = tile.id,
          .width = static_cast<int>(grey.size(1)),
          .height = static_cast<int>(grey.size(0)),
          .probability = {bytes, bytes + grey.numel()}};
}

}  // namespace macadam
