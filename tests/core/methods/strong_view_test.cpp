#include "methods/strong_view.h"

#include "nn/network.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "support/golden.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

torch::Tensor channels(const std::array<float, 3>& values) {
  return torch::tensor({values[0], values[1], values[2]}).view({1, 3, 1, 1});
}
torch::Tensor normalised(const torch::Tensor& rgb) {
  return (rgb - channels(kImageMean)) / channels(kImageStandardDeviation);
}
torch::Tensor rgbOf(const torch::Tensor& images) {
  return images * channels(kImageStandardDeviation) + channels(kImageMean);
}

/// The same value for each image.
ColourChange unchanged(std::int64_t images) {
  const torch::Tensor one = torch::ones({images, 1, 1, 1}), zero = torch::zeros({images, 1, 1, 1});
  return {one, one, one, zero, zero.ne(0), zero};
}

torch::Tensor colour(float red, float green, float blue) {
  return torch::tensor({red, green, blue}).view({1, 3, 1, 1});
}

void expectColour(const torch::Tensor& rgb, const ColourChange& change, const torch::Tensor& expected) {
  const torch::Tensor seen = rgbOf(recoloured(normalised(rgb), change));
  EXPECT_TRUE(torch::allclose(seen, expected, 1e-4, 1e-4)) << seen << " but " << expected;
}

}  // namespace

TEST(StrongView, ChangesNothingWithFactorsOfOne) {
  const torch::Tensor images = normalised((counted("rgb", {2, 3, 5, 7}) + 1) / 2);
  EXPECT_TRUE(torch::allclose(recoloured(images, unchanged(2)), images, 1e-4, 1e-5));
}

TEST(StrongView, BrightnessIsAFactorAndEndsAtWhite) {
  ColourChange change = unchanged(1);
  change.brightness = torch::full({1, 1, 1, 1}, 1.5);
  expectColour(colour(0.2f, 0.4f, 0.8f), change, colour(0.3f, 0.6f, 1.0f));
}

TEST(StrongView, ContrastIsTheDistanceToTheMeanGrey) {
  ColourChange change = unchanged(1);
  change.contrast = torch::full({1, 1, 1, 1}, 0.5);
  const torch::Tensor twoPixels = torch::cat({colour(0.2f, 0.2f, 0.2f), colour(0.6f, 0.6f, 0.6f)}, 3);
  expectColour(twoPixels, change, torch::cat({colour(0.3f, 0.3f, 0.3f), colour(0.5f, 0.5f, 0.5f)}, 3));
}

TEST(StrongView, HueTurnsRedIntoGreenAndKeepsValueAndChroma) {
  ColourChange change = unchanged(1);
  change.hue = torch::full({1, 1, 1, 1}, 1.0 / 3.0);
  expectColour(colour(1.0f, 0.0f, 0.0f), change, colour(0.0f, 1.0f, 0.0f));
  change.hue = torch::full({1, 1, 1, 1}, 0.5);
  expectColour(colour(0.2f, 0.4f, 0.6f), change, colour(0.6f, 0.4f, 0.2f));
}

TEST(StrongView, GreyLeavesNoColour) {
  ColourChange change = unchanged(1);
  change.grey = torch::ones({1, 1, 1, 1}, torch::kBool);
  // 0.2989 · 0.2 + 0.587 · 0.4 + 0.114 · 0.6
  expectColour(colour(0.2f, 0.4f, 0.6f), change, colour(0.36298f, 0.36298f, 0.36298f));
}

TEST(StrongView, EqualsTorchvision) {
  const auto each = [](float first, float second) { return torch::tensor({first, second}).view({2, 1, 1, 1}); };
  const ColourChange change{each(1.4f, 1.0f),  each(0.6f, 1.0f),       each(1.3f, 1.0f),
                            each(-0.2f, 0.0f), each(0.0f, 1.0f).ne(0), each(0.8f, 1.9f)};
  const torch::Tensor rgb = (counted("rgb", {2, 3, 12, 12}) + 1) / 2;
  const torch::Tensor expected = readWeights(golden("methods.pt")).tensors.at("views.rgb");
  const torch::Tensor seen = rgbOf(recoloured(normalised(rgb), change));
  EXPECT_LT((seen - expected).abs().max().item<double>(), 2e-4);
}

TEST(StrongView, DrawsEachImageForItselfAndEqualSeedsAlike) {
  TensorRandom first(7), second(7), third(8);
  const ColourChange a = drawColourChange(64, torch::kCPU, first), b = drawColourChange(64, torch::kCPU, second);
  EXPECT_TRUE(torch::equal(a.hue, b.hue));
  EXPECT_TRUE(torch::equal(a.blur, b.blur));
  EXPECT_FALSE(torch::equal(a.hue, drawColourChange(64, torch::kCPU, third).hue));
  EXPECT_GE(a.brightness.min().item<double>(), 0.5);
  EXPECT_LE(a.brightness.max().item<double>(), 1.5);
  EXPECT_LE(a.hue.abs().max().item<double>(), 0.25);
  EXPECT_NE(a.hue[0].item<double>(), a.hue[1].item<double>());
  EXPECT_GT(a.grey.sum().item<int>(), 0);
  EXPECT_GT(a.blur.eq(0).sum().item<int>(), 0);
  EXPECT_GT(a.blur.gt(0).sum().item<int>(), 0);
}

TEST(StrongView, ViewsAreMixedByTheirBoxes) {
  StrongViews views;
  views.drawFrom(std::make_shared<TensorRandom>(3));
  const StrongView view = views.draw(normalised((counted("rgb", {4, 3, 16, 16}) + 1) / 2));
  EXPECT_EQ(view.images.sizes(), (std::vector<std::int64_t>{4, 3, 16, 16}));
  EXPECT_EQ(view.boxes.sizes(), (std::vector<std::int64_t>{4, 16, 16}));
  EXPECT_EQ(view.boxes.scalar_type(), torch::kBool);
}

}  // namespace macadam
