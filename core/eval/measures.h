#pragma once

#include "eval/road_metrics.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace macadam {

enum class MeasuredOver { Road, BothClasses };
enum class BetterIs { Higher, Lower };
/// The evaluation of a run that a column of the table of runs is of.
enum class ScoredOn { BestValidation, LastValidation, Test };

/// Its columns in the table of runs, by their places among all score columns there, from 1; 0 where it has none.
struct ScoreColumns {
  int best = 0, last = 0, test = 0;
};

/// One measure and where it is shown besides tables of comparison, which have them all. Places are remembered between
/// sessions: a later measure goes behind those that are there.
struct Measure {
  const char* key;                            ///< In CSV and JSON.
  const char* title;                          ///< Of a column or an axis.
  const char* name = title;                   ///< Within a sentence.
  const char* brief = title;                  ///< Where there is little room.
  const char* spelt = name;                   ///< Where it is explained.
  const char* doc;                            ///< What the title leaves out.
  std::optional<double> RoadMetrics::*value;  ///< A share of 1, shown in per cent.
  MeasuredOver over = MeasuredOver::Road;
  BetterIs better = BetterIs::Higher;
  bool isTold = false;  ///< In a line of console, log and log panel, and of Compare.
  int curve = 0;        ///< Its place among the curves of monitor and Results, from 1; 0 where it is not drawn.
  ScoreColumns columns = {};
};

/// The paper's measures of the road class, then the means over road and background that the authors' code reports.
inline constexpr std::array kMeasures{
    Measure{.key = "oa", .title = "OA", .doc = "Overall accuracy", .value = &RoadMetrics::accuracy},
    Measure{.key = "precision",
            .title = "Precision",
            .name = "precision",
            .brief = "P",
            .doc = "Of the road class",
            .value = &RoadMetrics::precision,
            .curve = 3},
    Measure{.key = "recall",
            .title = "Recall",
            .name = "recall",
            .brief = "R",
            .doc = "Of the road class",
            .value = &RoadMetrics::recall,
            .curve = 4},
    Measure{.key = "iou",
            .title = "IoU",
            .spelt = "intersection over union",
            .doc = "Of the road class",
            .value = &RoadMetrics::iou,
            .isTold = true,
            .curve = 1,
            .columns = {.best = 1, .last = 3, .test = 4}},
    Measure{.key = "f1",
            .title = "F1",
            .doc = "Of the road class",
            .value = &RoadMetrics::f1,
            .isTold = true,
            .curve = 2,
            .columns = {.best = 2, .test = 5}},
    Measure{.key = "mean_precision",
            .title = "mPrecision",
            .doc = "Mean over road and background",
            .value = &RoadMetrics::meanPrecision,
            .over = MeasuredOver::BothClasses},
    Measure{.key = "mean_recall",
            .title = "mRecall",
            .doc = "Mean over road and background",
            .value = &RoadMetrics::meanRecall,
            .over = MeasuredOver::BothClasses},
    Measure{.key = "mean_iou",
            .title = "mIoU",
            .doc = "Mean over road and background",
            .value = &RoadMetrics::meanIou,
            .over = MeasuredOver::BothClasses},
    Measure{.key = "mean_f1",
            .title = "mF1",
            .doc = "Mean over road and background",
            .value = &RoadMetrics::meanF1,
            .over = MeasuredOver::BothClasses}};
static_assert(sizeof(RoadMetrics) == kMeasures.size() * sizeof(std::optional<double>), "a measure has no row");

/// How many of them, at the front, are of the road class.
inline constexpr std::size_t kRoadMeasures = std::ranges::count(kMeasures, MeasuredOver::Road, &Measure::over);
static_assert(std::ranges::is_partitioned(
    kMeasures, [](MeasuredOver over) { return over == MeasuredOver::Road; }, &Measure::over));

/// At compile time: an unknown key does not compile.
consteval const Measure& measureOf(std::string_view key) {
  return *std::ranges::find_if(kMeasures, [&](const Measure& each) { return each.key == key; });
}

/// By which one speaks of how good a network is, where only one number is told.
inline constexpr const Measure& kMainMeasure = measureOf("iou");

/// Those that are told in a line.
inline constexpr auto kToldMeasures = [] {
  std::array<const Measure*, std::ranges::count(kMeasures, true, &Measure::isTold)> told{};
  auto next = told.begin();
  for (const Measure& each : kMeasures) {
    if (each.isTold) *next++ = &each;
  }
  return told;
}();

/// Those that are drawn as curves, in their places; two in one place do not compile.
inline constexpr auto kCurveMeasures = [] {
  std::array<const Measure*, std::ranges::count_if(
                                 kMeasures, [](int place) { return place > 0; }, &Measure::curve)>
      drawn{};
  for (const Measure& each : kMeasures) {
    if (each.curve > 0) drawn.at(static_cast<std::size_t>(each.curve) - 1) = &each;
  }
  return drawn;
}();
static_assert(std::ranges::count(kCurveMeasures, nullptr) == 0, "two curves have one place");

/// A column of the table of runs.
struct RunScore {
  const Measure* measure = nullptr;
  ScoredOn on = ScoredOn::BestValidation;
};

/// In their places; two in one place do not compile.
inline constexpr auto kRunScores = [] {
  constexpr auto count = [](int ScoreColumns::*column) {
    return std::ranges::count_if(
        kMeasures, [=](const ScoreColumns& each) { return each.*column > 0; }, &Measure::columns);
  };
  std::array<RunScore, count(&ScoreColumns::best) + count(&ScoreColumns::last) + count(&ScoreColumns::test)> scores{};
  const auto put = [&](int place, RunScore score) {
    if (place > 0) scores.at(static_cast<std::size_t>(place) - 1) = score;
  };
  for (const Measure& each : kMeasures) {
    put(each.columns.best, {&each, ScoredOn::BestValidation});
    put(each.columns.last, {&each, ScoredOn::LastValidation});
    put(each.columns.test, {&each, ScoredOn::Test});
  }
  return scores;
}();
static_assert(std::ranges::count(kRunScores, nullptr, &RunScore::measure) == 0, "two columns of runs have one place");

}  // namespace macadam
