#include "nn/interpolate.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(BilinearResize, EqualsPyTorchsBilinearUpAndDownToOddSizes) {
  const torch::Tensor x = torch::rand({2, 3, 5, 7});
  BilinearResize resize;
  for (const auto& [height, width] : {std::pair<std::int64_t, std::int64_t>{20, 28}, {13, 9}, {3, 4}, {5, 7}, {1, 1}}) {
    const torch::Tensor expected = torch::upsample_bilinear2d(x, {height, width}, /*align_corners=*/false);
    EXPECT_TRUE(torch::allclose(resize(x, height, width), expected, 1e-5, 1e-6)) << height << "×" << width;
  }
}

TEST(BilinearResize, DoublingWeighsNeighboursThreeToOne) {
  BilinearResize resize;
  const torch::Tensor out = resize(torch::tensor({0.0f, 4.0f}).view({1, 1, 1, 2}), 1, 4);
  EXPECT_TRUE(torch::allclose(out.flatten(), torch::tensor({0.0f, 1.0f, 3.0f, 4.0f})));
}

TEST(RegionMeans, EqualPyTorchsAdaptivePoolingAlsoWhereRegionsOverlap) {
  const torch::Tensor x = torch::rand({2, 3, 8, 13});
  RegionMeans means;
  for (const std::int64_t side : {1, 2, 3, 6, 20}) {
    EXPECT_TRUE(torch::allclose(means(x, side, side), torch::adaptive_avg_pool2d(x, {side, side}), 1e-5, 1e-6)) << side;
  }
}

}  // namespace macadam
