#include "eval/measures.h"

#include "eval/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace macadam {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Of pixels of all four kinds, so that every measure is defined.
Comparison ofOneRun() {
  const RoadMetrics metrics =
      roadMetrics({.truePositives = 4, .falsePositives = 2, .falseNegatives = 1, .trueNegatives = 3});
  return compare({{.method = "supervised", .network = "student", .metrics = metrics}});
}

}  // namespace

TEST(Measures, AreAllMeasured) {
  const Comparison comparison = ofOneRun();
  for (std::size_t i = 0; i < kMeasures.size(); ++i) EXPECT_TRUE(comparison.rows[0].cells[i]) << kMeasures[i].key;
}

TEST(Measures, AreToldApartByKeyTitleAndValue) {
  std::set<std::string> keys, titles;
  for (const Measure& measure : kMeasures) {
    EXPECT_TRUE(keys.insert(measure.key).second) << measure.key;
    EXPECT_TRUE(titles.insert(measure.title).second) << measure.title;
    RoadMetrics metrics;
    metrics.*measure.value = 0.5;
    const auto isIt = [&](const Measure& each) { return (metrics.*each.value).has_value(); };
    EXPECT_EQ(std::ranges::count_if(kMeasures, isIt), 1) << measure.key;
  }
}

TEST(Measures, StandInEveryTableOfComparison) {
  const Comparison comparison = ofOneRun();
  const std::string markdown = toMarkdown(comparison), csv = toCsv(comparison), latex = toLatex(comparison);
  for (const Measure& measure : kMeasures) {
    EXPECT_TRUE(contains(markdown, "| " + std::string(measure.title) + " |")) << markdown;
    EXPECT_TRUE(contains(csv, ',' + std::string(measure.key) + "_mean,")) << csv;
    EXPECT_TRUE(contains(latex, " & " + std::string(measure.title) + ' ')) << latex;
  }
}

TEST(Measures, OfTheMeanAreNamedSoByTheirFirstLetter) {
  for (const Measure& measure : kMeasures) {
    EXPECT_EQ(measure.title[0] == 'm', measure.over == MeasuredOver::BothClasses) << "a group of columns leaves it out";
  }
}

TEST(Measures, KeepThePlacesThatSettingsRemember) {
  const auto keysOf = [](const auto& measures) {
    std::vector<std::string> keys;
    for (const Measure* measure : measures) keys.emplace_back(measure->key);
    return keys;
  };
  const std::vector<std::string> curves = keysOf(kCurveMeasures), first{"iou", "f1", "precision", "recall"};
  EXPECT_TRUE(std::ranges::equal(curves | std::views::take(4), first));

  using enum ScoredOn;
  const std::vector<std::pair<std::string, ScoredOn>> columns{
      {"iou", BestValidation}, {"f1", BestValidation}, {"iou", LastValidation}, {"iou", Test}, {"f1", Test}};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    EXPECT_EQ(kRunScores[i].measure->key, columns[i].first);
    EXPECT_EQ(kRunScores[i].on, columns[i].second);
  }
}

}  // namespace macadam
