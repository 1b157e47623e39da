#include "train/evaluate.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

/// Says of each pixel how bright all that it is shown is: the log-odds of road are the mean of the image.
class MeanIsRoad : public Network {
 public:
  std::int64_t featureChannels() const override { return 3; }
  std::int64_t stride() const override { return 1; }

  std::vector<std::vector<std::int64_t>> seen;  ///< Images, rows and columns of each pass.

 private:
  Levels encodeWhole(const torch::Tensor& images) override {
    seen.push_back({images.size(0), images.size(2), images.size(3)});
    Levels levels;
    levels.maps.back() = images;
    return levels;
  }
  torch::Tensor decodeWhole(Levels levels, std::int64_t height, std::int64_t width) override {
    const torch::Tensor& images = levels.features();
    const torch::Tensor road = images.mean({1, 2, 3}, /*keepdim=*/true).expand({images.size(0), 1, height, width});
    return torch::cat({torch::zeros_like(road), road}, 1);
  }
};

/// 3×H×W whose columns hold the numbers `columns`.
torch::Tensor imageOf(const std::vector<float>& columns, std::int64_t height) {
  return torch::tensor(columns).view({1, 1, -1}).expand({3, height, -1}).contiguous();
}

std::vector<float> logOddsOfRow(const torch::Tensor& probability, std::int64_t row) {
  const torch::Tensor values = torch::logit(probability[row]).contiguous();
  return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

void expectNear(const std::vector<float>& values, const std::vector<float>& expected) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(values[i], expected[i], 1e-4) << "column " << i;
}

TEST(RoadProbabilityByWindows, TakesEachPixelFromTheWindowThatHoldsIt) {
  MeanIsRoad network;
  const torch::Tensor probability = roadProbabilityByWindows(network, imageOf({1, 1, 3, 3}, 4), torch::kCPU, 2);
  EXPECT_EQ(network.seen, (std::vector<std::vector<std::int64_t>>{{4, 2, 2}}));
  expectNear(logOddsOfRow(probability, 0), {1, 1, 3, 3});
  expectNear(logOddsOfRow(probability, 3), {1, 1, 3, 3});
}

TEST(RoadProbabilityByWindows, PushesTheLastWindowBackAndTakesWhatIsMissing) {
  MeanIsRoad network;
  // The second window shows the columns 1 to 4, whose mean is 2.
  const torch::Tensor probability = roadProbabilityByWindows(network, imageOf({0, 0, 0, 0, 8}, 4), torch::kCPU, 4);
  EXPECT_EQ(network.seen, (std::vector<std::vector<std::int64_t>>{{2, 4, 4}}));
  expectNear(logOddsOfRow(probability, 1), {0, 0, 0, 0, 2});
}

TEST(RoadProbabilityByWindows, ShowsASmallerImageWhole) {
  MeanIsRoad network;
  const torch::Tensor probability = roadProbabilityByWindows(network, imageOf({0, 4}, 3), torch::kCPU, 8);
  EXPECT_EQ(network.seen, (std::vector<std::vector<std::int64_t>>{{1, 3, 2}}));
  expectNear(logOddsOfRow(probability, 2), {2, 2});
}

TEST(RoadProbabilityByWindows, PassesAsManyWindowsTogetherAsATileOf512Holds) {
  MeanIsRoad network;
  roadProbabilityByWindows(network, imageOf(std::vector<float>(600, 0.0f), 512), torch::kCPU, 256);
  EXPECT_EQ(network.seen, (std::vector<std::vector<std::int64_t>>{{4, 256, 256}, {2, 256, 256}}));
}

TEST(RoadProbabilityByWindows, ShowsAStripAsHighAsItIs) {
  MeanIsRoad network;
  roadProbabilityByWindows(network, imageOf({0, 0, 0, 0, 0, 0}, 2), torch::kCPU, 4);
  EXPECT_EQ(network.seen, (std::vector<std::vector<std::int64_t>>{{2, 2, 4}}));
}

}  // namespace
}  // namespace macadam
