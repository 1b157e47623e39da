#include "methods/supervised_loss.h"

#include "eval/confusion.h"
#include "methods/supervised.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "support/fixed_network.h"
#include "support/golden.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

namespace macadam {
namespace {

constexpr LossSpec kWithDice{.kind = LossKind::CrossEntropyDice};

/// Pixels in a row, each with softmax (1/4, 3/4).
torch::Tensor mostlyRoad(std::int64_t pixels) {
  return torch::tensor({0.0f, kLn3}).view({1, 2, 1, 1}).repeat({1, 1, 1, pixels});
}

torch::Tensor labels(const std::vector<std::int64_t>& values) {
  return torch::tensor(values).view({1, 1, static_cast<std::int64_t>(values.size())});
}

double errorOf(const LossSpec& loss, const std::vector<std::int64_t>& values) {
  return supervisedLoss(loss, mostlyRoad(static_cast<std::int64_t>(values.size())), labels(values)).item<double>();
}

}  // namespace

TEST(SupervisedLoss, IsCrossEntropyUnlessAnotherIsNamed) {
  EXPECT_NEAR(errorOf({}, {1, 0, 255}), 0.5 * (kLn4Over3 + kLn4), 1e-6);
}

TEST(SupervisedLoss, AddsTheDiceErrorOfRoad) {
  // Road, said with 3/4 on both pixels: 1 − 2 · 0.75 / (2 · 0.5625 + 1) = 0.294118.
  EXPECT_NEAR(errorOf(kWithDice, {1, 0, 255}), 0.5 * (kLn4Over3 + kLn4) + 0.294118, 1e-5);
}

TEST(SupervisedLoss, OfWeightedRoadIsDividedByTheWeights) {
  const LossSpec loss{.kind = LossKind::WeightedCrossEntropy, .roadWeight = 3.0};
  EXPECT_NEAR(errorOf(loss, {1, 0, 255}), (3.0 * kLn4Over3 + kLn4) / 4.0, 1e-6);
  EXPECT_NEAR(errorOf({.kind = LossKind::WeightedCrossEntropy, .roadWeight = 0.1}, {1, 255}), kLn4Over3, 1e-6);
}

TEST(SupervisedLoss, HasNoDiceErrorWhereNoRoadIsLabelled) {
  EXPECT_NEAR(errorOf(kWithDice, {0, 0, 255}), kLn4, 1e-6);
}

TEST(SupervisedLoss, OfIgnoredPixelsAloneIsZeroAndLearnsNothing) {
  for (const Choice<LossKind>& kind : kLosses) {
    torch::Tensor logits = mostlyRoad(2).requires_grad_();
    const torch::Tensor loss = supervisedLoss({.kind = kind.value}, logits, labels({255, 255}));
    loss.backward();
    EXPECT_EQ(loss.item<double>(), 0.0) << kind.name;
    EXPECT_EQ(logits.grad().abs().sum().item<double>(), 0.0) << kind.name;
  }
}

TEST(SupervisedLoss, OfAMethodIsTheOneThatItLearnsLabelsBy) {
  Supervised method({{"student", std::make_shared<FixedNetwork>(0.0f, kLn3)}});
  method.learnLabelsBy(kWithDice);
  // Road: 1 − 2 · 0.75 / (0.5625 + 1) = 0.04.
  EXPECT_NEAR(value(method.step(onePixel(), {}), "supervised student"), kLn4Over3 + 0.04, 1e-5);
}

TEST(SupervisedLoss, AndItsGradientEqualPyTorch) {
  const TensorMap expected = readWeights(golden("supervised_losses.pt")).tensors;
  torch::Tensor truth = (counted("labels", {3, 16, 16}) > 0.8).to(torch::kLong);
  truth.slice(1, 0, 3).fill_(kIgnore);
  truth[2].fill_(kIgnore);
  for (const std::string batch : {"roads", "no roads"}) {
    if (batch == "no roads") truth.masked_fill_(truth.eq(1), 0);
    for (const Choice<LossKind>& kind : kLosses) {
      const std::string key = batch + "/" + std::string(kind.name);
      torch::Tensor logits = (counted("logits", {3, 2, 16, 16}) * 4).requires_grad_();
      const torch::Tensor loss = supervisedLoss({.kind = kind.value, .roadWeight = 7.0}, logits, truth);
      loss.backward();
      EXPECT_NEAR(loss.item<double>(), expected.at(key).item<double>(), 1e-5) << key;
      EXPECT_TRUE(torch::allclose(logits.grad(), expected.at(key + "/gradient"), 1e-4, 1e-7)) << key;
    }
  }
}

}  // namespace macadam
