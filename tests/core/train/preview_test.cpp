#include "train/preview.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <vector>

namespace macadam {
namespace {

/// Tiles of ten pixels, of which so many are road.
class TilesWithRoad : public EvaluationTiles {
 public:
  explicit TilesWithRoad(std::vector<int> roadPixels) : roadPixels_(std::move(roadPixels)) {}
  std::int64_t count() const override { return std::ssize(roadPixels_); }
  std::string id(std::int64_t index) const override { return "tile" + std::to_string(index); }
  EvaluationTile tile(std::int64_t index) override {
    torch::Tensor label = torch::zeros({2, 5}, torch::kUInt8);
    label.view(-1).slice(0, 0, roadPixels_[static_cast<std::size_t>(index)]).fill_(1);
    return {id(index), torch::zeros({3, 2, 5}), label};
  }

 private:
  std::vector<int> roadPixels_;
};

TEST(PreviewTile, IsTheOneThatIsWanted) {
  TilesWithRoad tiles({0, 3, 0});
  EXPECT_EQ(previewTile(tiles, "tile2"), 2);
}

TEST(PreviewTile, HasAboutAsMuchRoadAsOthers) {
  TilesWithRoad tiles({0, 9, 0, 1, 4, 0});
  EXPECT_EQ(previewTile(tiles, ""), 4);
}

TEST(PreviewTile, IsTheFirstWhereNoneHasRoad) {
  TilesWithRoad tiles({0, 0});
  EXPECT_EQ(previewTile(tiles, "elsewhere"), 0);
}

}  // namespace
}  // namespace macadam
