#include "methods/cut_mix.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(CutMix, PixelsInTheBoxesComeFromTheRowBefore) {
  const torch::Tensor rows = torch::tensor({1, 2, 3, 4, 5, 6}).view({3, 1, 2});
  const torch::Tensor boxes = torch::tensor({true, false, false, true, false, false}).view({3, 1, 2});
  EXPECT_TRUE(torch::equal(mixed(rows, boxes), torch::tensor({5, 2, 3, 2, 5, 6}).view({3, 1, 2})));
  const torch::Tensor images = rows.unsqueeze(1).expand({3, 3, 1, 2});
  EXPECT_TRUE(torch::equal(mixed(images, boxes).select(1, 2), mixed(rows, boxes)));
}

TEST(CutMix, ABoxIsARectangleOfTheAreaThatTheRuleAllows) {
  TensorRandom random(1);
  const torch::Tensor boxes = drawBoxes(torch::zeros({50, 3, 64, 96}), {.probability = 1.0}, random);
  for (std::int64_t i = 0; i < boxes.size(0); ++i) {
    const torch::Tensor rows = boxes[i].any(1), columns = boxes[i].any(0);
    const auto area = boxes[i].sum().item<std::int64_t>();
    EXPECT_EQ(area, rows.sum().item<std::int64_t>() * columns.sum().item<std::int64_t>());
    EXPECT_GT(area, 0.01 * 64 * 96);
    EXPECT_LE(area, 0.4 * 64 * 96);
  }
}

TEST(CutMix, AsManyImagesAsTheRuleSaysHaveBoxes) {
  TensorRandom random(2);
  const torch::Tensor images = torch::zeros({400, 3, 16, 16});
  EXPECT_NEAR(drawBoxes(images, {}, random).flatten(1).any(1).to(torch::kFloat).mean().item<double>(), 0.5, 0.1);
  EXPECT_FALSE(drawBoxes(images, {.probability = 0.0}, random).any().item<bool>());
  EXPECT_TRUE(drawBoxes(images, kBoxesOfCps, random).flatten(1).any(1).all().item<bool>());
}

TEST(CutMix, EqualSeedsGiveEqualBoxes) {
  TensorRandom first(3), second(3), third(4);
  const torch::Tensor images = torch::zeros({4, 3, 32, 32});
  const torch::Tensor boxes = drawBoxes(images, kBoxesOfCps, first);
  EXPECT_TRUE(torch::equal(boxes, drawBoxes(images, kBoxesOfCps, second)));
  EXPECT_FALSE(torch::equal(boxes, drawBoxes(images, kBoxesOfCps, third)));
}

}  // namespace macadam
