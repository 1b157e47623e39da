#include "cli/evaluation_output.h"

#include "base/number_text.h"
#include "cli/text.h"
#include "cli/text_table.h"
#include "eval/comparison.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWorstTiles = 5;

struct TileIou {
  std::string id;
  double iou = 0.0;
};

/// Of the tiles on which it is defined, worst first.
std::vector<TileIou> tileIous(const EvaluationResult& result, const NetworkScore& score) {
  std::vector<TileIou> ious;
  for (std::size_t i = 0; i < score.perSample.size(); ++i) {
    if (const auto iou = roadMetrics(score.perSample[i]).iou) ious.push_back({result.sampleIds[i], *iou});
  }
  std::ranges::stable_sort(ious, {}, &TileIou::iou);
  return ious;
}

std::optional<Statistic> statisticOf(const std::vector<TileIou>& tiles) {
  if (tiles.empty()) return std::nullopt;
  const auto count = static_cast<double>(tiles.size());
  Statistic statistic{.count = static_cast<int>(tiles.size())};
  for (const TileIou& tile : tiles) statistic.mean += tile.iou / count;
  if (tiles.size() < 2) return statistic;
  double squares = 0.0;
  for (const TileIou& tile : tiles) squares += (tile.iou - statistic.mean) * (tile.iou - statistic.mean);
  statistic.deviation = std::sqrt(squares / (count - 1.0));
  return statistic;
}

void addMeasures(Json& object, const Confusion& counts) {
  const RoadMetrics metrics = roadMetrics(counts);
  for (const Measure& measure : kMeasures) {
    const std::optional<double>& value = metrics.*measure.value;
    object[measure.key] = value ? Json(*value) : Json(nullptr);
  }
  object["true_positives"] = counts.truePositives;
  object["false_positives"] = counts.falsePositives;
  object["false_negatives"] = counts.falseNegatives;
  object["true_negatives"] = counts.trueNegatives;
}

Json orNull(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json differencesOf(const PairedEvaluation& paired) {
  Json networks = Json::array();
  for (const auto& [network, difference] : paired.networks) {
    Json interval(nullptr);
    if (difference.interval) interval = Json{difference.interval->low, difference.interval->high};
    networks.push_back(Json{{"network", network},
                            {"iou", orNull(difference.ofAll)},
                            {"interval_95", interval},
                            {"tiles", difference.tiles}});
  }
  return networks;
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

}  // namespace

void printEvaluation(const EvaluationResult& result) {
  std::vector<TextTable::Column> columns{{"network", ColumnAlign::Left}};
  for (std::size_t i = 0; i < kRoadMeasures; ++i) columns.push_back({kMeasures[i].title});
  columns.push_back({"IoU per tile"});
  TextTable table(std::move(columns));
  for (const NetworkScore& score : result.scores) {
    const RoadMetrics metrics = roadMetrics(score.pooled);
    std::vector<TextTable::Cell> cells{score.network};
    for (std::size_t i = 0; i < kRoadMeasures; ++i) cells.emplace_back(percentText(metrics.*kMeasures[i].value));
    cells.emplace_back(cellText(statisticOf(tileIous(result, score))));
    table.addRow(std::move(cells));
  }
  table.print(stdout);
  std::printf("Road class, per cent, pooled over %s; per tile: mean ± deviation where there is road.\n",
              counted(result.sampleIds.size(), "tile").c_str());

  for (const NetworkScore& score : result.scores) {
    const std::vector<TileIou> ious = tileIous(result, score);
    if (ious.size() <= kWorstTiles) continue;
    std::printf("\nworst tiles of %s:\n", score.network.c_str());
    for (std::size_t i = 0; i < kWorstTiles; ++i) {
      std::printf("  %s  %s\n", paddedLeft(percentText(ious[i].iou), 6).c_str(), ious[i].id.c_str());
    }
  }
}

void printDifferences(const PairedEvaluation& paired, const std::string& against) {
  std::printf("\nAgainst %s:\n", against.c_str());
  for (const PairedNetwork& each : paired.networks) {
    std::printf("  %s: %s\n", each.network.c_str(), differenceText(each.difference).c_str());
  }
  if (paired.leftOut == 0) return;
  std::printf("%s that only one of the two was measured on left out.\n", counted(paired.leftOut, "tile").c_str());
}

std::string toJson(const EvaluationResult& result, const std::optional<PairedEvaluation>& paired) {
  Json networks = Json::array();
  for (const NetworkScore& score : result.scores) {
    Json network{{"network", score.network}};
    addMeasures(network["pooled"], score.pooled);
    network["tiles"] = Json::array();
    for (std::size_t i = 0; i < score.perSample.size(); ++i) {
      Json tile{{"id", result.sampleIds[i]}};
      addMeasures(tile, score.perSample[i]);
      network["tiles"].push_back(std::move(tile));
    }
    networks.push_back(std::move(network));
  }
  Json all{{"networks", networks}};
  if (paired) all["differences"] = differencesOf(*paired);
  return all.dump(2);
}

std::string toCsv(const EvaluationResult& result) {
  std::string text = "network,tile,true_positives,false_positives,false_negatives,true_negatives";
  for (const Measure& measure : kMeasures) text += std::string(",") + measure.key;
  text += '\n';
  for (const NetworkScore& score : result.scores) {
    for (std::size_t i = 0; i < score.perSample.size(); ++i) {
      const Confusion& counts = score.perSample[i];
      text += score.network + ',' + quoted(result.sampleIds[i]);
      for (const std::int64_t count :
           {counts.truePositives, counts.falsePositives, counts.falseNegatives, counts.trueNegatives}) {
        text += ',' + std::to_string(count);
      }
      const RoadMetrics metrics = roadMetrics(counts);
      for (const Measure& measure : kMeasures) {
        const std::optional<double>& value = metrics.*measure.value;
        text += ',' + (value ? shortestText(*value) : std::string());
      }
      text += '\n';
    }
  }
  return text;
}

}  // namespace macadam
