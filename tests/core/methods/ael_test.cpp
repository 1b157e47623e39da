#include "methods/ael.h"

#include "support/fixed_network.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <vector>

namespace macadam {
namespace {

torch::Tensor labelsOf(std::vector<std::int64_t> labels) {
  return torch::tensor(labels).view({1, 1, -1});
}

/// Logits of 1×2×1×n whose probabilities are (1/4, 3/4).
torch::Tensor mostlyRoad(std::int64_t pixels) {
  return torch::tensor({0.0f, kLn3}).view({1, 2, 1, 1}).expand({1, 2, 1, pixels});
}

void expectValues(const torch::Tensor& values, double background, double road) {
  EXPECT_NEAR(values[0].item<double>(), background, 1e-5);
  EXPECT_NEAR(values[1].item<double>(), road, 1e-5);
}

const torch::Tensor kRoadForSure = torch::tensor({0.0f, 1.0f});
const torch::Tensor kBackgroundForSure = torch::tensor({1.0f, 0.0f});

/// Two tiles of 8×8; the first has one road pixel, the second none.
torch::Tensor oneRoadPixel() {
  torch::Tensor labels = torch::zeros({2, 8, 8}, torch::kLong);
  labels[0][6][1] = 1;
  return labels;
}

}  // namespace

TEST(ConfidenceBank, AllClassesAreAlikeBeforeAnythingIsKnown) {
  const ConfidenceBank bank(0.5);
  expectValues(bank.rates(1.0), 1.0, 1.0);
  expectValues(bank.chances(1.0), 0.5, 0.5);
}

TEST(ConfidenceBank, TheClassThatIsLearntLessCountsAndIsDrawnMore) {
  ConfidenceBank bank(0.5);
  bank.observe(mostlyRoad(4), labelsOf({0, 0, 1, 255}));
  // Confidence (1/8, 3/8) after half a step from 0: what is lacking is (7/8, 5/8).
  expectValues(bank.rates(1.0), 1.0, 0.714286);
  expectValues(bank.rates(2.0), 1.0, 0.510204);
  expectValues(bank.chances(1.0), 0.562177, 0.437823);  // 1 / (1 + e^(−1/4))
  expectValues(bank.chances(0.5), 0.536148, 0.463852);  // of the roots 0.935414 and 0.790569
}

TEST(ConfidenceBank, AClassThatAStepLacksKeepsItsConfidence) {
  ConfidenceBank bank(0.5);
  bank.observe(mostlyRoad(2), labelsOf({0, 1}));
  bank.observe(mostlyRoad(2), labelsOf({1, 1}));
  // (1/8, 3/8), then (1/8, 9/16).
  expectValues(bank.rates(1.0), 1.0, 0.5);
}

TEST(AelDraws, PasteTheRoadsOfTheTileBefore) {
  const torch::Tensor labels = torch::tensor({0, 1, 1, 255}, torch::kLong).view({2, 1, 2});
  const AelDraws draws;
  const torch::Tensor roads = torch::tensor({true, false, false, true}).view({2, 1, 2});
  EXPECT_TRUE(draws.pastes(labels, kRoadForSure, 1.0).equal(roads));
  EXPECT_FALSE(draws.pastes(labels, kRoadForSure, 0.0).any().item<bool>());
  EXPECT_FALSE(draws.pastes(labels, kBackgroundForSure, 1.0).any().item<bool>());
}

TEST(AelDraws, BoxesCoverHalfAndHoldAPixelOfTheClassDrawn) {
  const AelDraws draws;
  for (int i = 0; i < 20; ++i) {
    const torch::Tensor boxes = draws.boxes(oneRoadPixel(), kRoadForSure);
    EXPECT_TRUE(boxes[1][6][1].item<bool>());
    for (int image = 0; image < 2; ++image) {
      EXPECT_NEAR(boxes[image].sum().item<double>(), 32.0, 7.0);  // sides are whole pixels
    }
  }
}

TEST(AelDraws, AreTheSameFromOneSeed) {
  const auto drawn = [] {
    AelDraws draws;
    draws.drawFrom(std::make_shared<TensorRandom>(3));
    return draws.boxes(oneRoadPixel(), kRoadForSure);
  };
  EXPECT_TRUE(drawn().equal(drawn()));
}

TEST(Ael, PixelsWeighByTheirShareOfAllWeights) {
  const torch::Tensor weights = torch::tensor({0.81f, 0.09f}).view({1, 1, 2});
  const torch::Tensor labels = labelsOf({1, 0});
  // 0.9 · ln 4/3 + 0.1 · ln 4
  EXPECT_NEAR(reweightedCrossEntropy(mostlyRoad(2), labels, weights).item<double>(), 0.397543, 1e-5);
  EXPECT_EQ(reweightedCrossEntropy(mostlyRoad(2), labels, 0.0 * weights).item<double>(), 0.0);
}

TEST(Ael, TheStudentLearnsTheAveragesLabelsOfBothHalves) {
  auto student = std::make_shared<FixedNetwork>(0.0f, kLn3);  // 3/4 road
  auto average = std::make_shared<FixedNetwork>(kLn3, 0.0f);  // says background
  Ael method({"student", student}, {"average", average}, {.weight = 2.0, .bankKeep = 1.0});
  const StepResult result = method.step(onePixel(), {});
  EXPECT_NEAR(value(result, "supervised student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(result, "pseudo-label labelled"), kLn4, 1e-6);
  EXPECT_NEAR(value(result, "pseudo-label student"), kLn4, 1e-6);
  EXPECT_NEAR(result.losses.total().item<double>(), kLn4Over3 + 4.0 * kLn4, 1e-5);
  EXPECT_EQ(result.pseudoLabels.sources.size(), 1U);
  result.losses.total().backward();
  EXPECT_FALSE(average->logits.grad().defined());
}

TEST(Ael, OfTheBetterLearntClassOnlyAShareCounts) {
  auto student = std::make_shared<FixedNetwork>(0.0f, kLn3);
  Ael method({"student", student}, {"average", std::make_shared<FixedNetwork>(0.0f, kLn3)}, {.bankKeep = 0.0});
  const StepBatch batch = onePixel();
  const torch::Tensor none = torch::zeros({1, 1, 1}, torch::kBool);
  const Ael::Lesson lesson = method.prepare(batch, none);
  // Road is known to 3/4, background not at all: the rate of road is 1/4.
  const auto pixel = [](float number) { return torch::full({1, 1, 1}, number); };
  const StepResult result = method.learn(batch, lesson, {none, pixel(0.24f), pixel(0.26f)}, 1.0);
  EXPECT_NEAR(value(result, "pseudo-label labelled"), kLn4Over3, 1e-6);
  EXPECT_EQ(value(result, "pseudo-label student"), 0.0);
}

TEST(Ael, LeavesPixelsWithoutLabelOut) {
  Ael method({"student", std::make_shared<FixedNetwork>(0.0f, kLn3)},
             {"average", std::make_shared<FixedNetwork>(0.0f, kLn3)}, {});
  StepBatch batch = onePixel();
  batch.labels.fill_(255);
  batch.unlabelledValid = torch::zeros({1, 1, 1}, torch::kBool);
  EXPECT_EQ(method.step(batch, {}).losses.total().item<double>(), 0.0);
}

TEST(Ael, TheAverageDoesNotTeachBeforeTheWarmUpHasEnded) {
  Ael method({"student", std::make_shared<FixedNetwork>(0.0f, kLn3)},
             {"average", std::make_shared<FixedNetwork>(0.0f, kLn3)}, {.warmUpIterations = 2, .weight = 2.0});
  const StepResult before = method.step(onePixel(), {.iteration = 1, .iterations = 4});
  EXPECT_EQ(before.losses.total().item<double>(), value(before, "supervised student"));
  const StepResult after = method.step(onePixel(), {.iteration = 2, .iterations = 4});
  EXPECT_GT(after.losses.total().item<double>(), value(after, "supervised student"));
}

TEST(Ael, TheAverageBeginsAsTheStudentAfterItsFirstStep) {
  auto student = std::make_shared<FixedNetwork>(0.0f, 8.0f);
  auto average = std::make_shared<FixedNetwork>(0.0f, 0.0f);
  Ael method({"student", student}, {"average", average}, {.keep = 0.75});
  const auto road = [&] { return average->logits[0][1][0][0].item<double>(); };
  method.afterStep({.iteration = 0, .iterations = 100});
  EXPECT_NEAR(road(), 8.0, 1e-6);
  student->logits.data().fill_(4.0f);
  method.afterStep({.iteration = 1, .iterations = 100});
  EXPECT_NEAR(road(), 6.0, 1e-5);  // 1/2 · 8 + 1/2 · 4
  method.afterStep({.iteration = 50, .iterations = 100});
  EXPECT_NEAR(road(), 5.5, 1e-5);  // 3/4 · 6 + 1/4 · 4
}

TEST(Ael, TheBankIsSavedAsABuffer) {
  const Ael method({"student", std::make_shared<FixedNetwork>(0.0f, 0.0f)},
                   {"average", std::make_shared<FixedNetwork>(0.0f, 0.0f)}, {});
  const std::vector<NamedModule> modules = method.auxiliaryModules();
  ASSERT_EQ(modules.size(), 2U);
  EXPECT_TRUE(modules[0].module->named_buffers().contains("confidence"));
}

}  // namespace macadam
