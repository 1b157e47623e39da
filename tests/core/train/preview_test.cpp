#include "train/preview.h"

#include "support/fixed_network.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <memory>
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

TEST(PreviewOf, ShowsNoRoadWhereThePictureHasNoData) {
  const auto network = std::make_shared<FixedNetwork>(0.0f, 20.0f);  // road, wherever it looks
  EvaluationTile tile{"tile", torch::zeros({3, 1, 1}), torch::zeros({1, 1}, torch::kUInt8)};
  EXPECT_EQ(previewOf({"student", network}, tile, torch::kCPU, 32, 7).probability, (std::vector<std::uint8_t>{255}));
  tile.noData = torch::ones({1, 1}, torch::kBool);
  EXPECT_EQ(previewOf({"student", network}, tile, torch::kCPU, 32, 7).probability, (std::vector<std::uint8_t>{0}));
}

}  // namespace
}  // namespace macadam
