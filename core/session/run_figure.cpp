#include "session/run_figure.h"

#include "data/split.h"
#include "image/image_store.h"
#include "predict/export.h"
#include "session/data_record.h"
#include "session/run_conditions.h"
#include "session/run_report.h"
#include "spec/run_spec_toml.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace macadam {
namespace {

constexpr double kLeastRoadShare = 0.03;  ///< A tile without roads shows nothing.
constexpr std::size_t kMostCandidates = 64;
constexpr std::size_t kTiles = 4;

struct Column {
  RunFolder run;
  std::string network;
  std::string title;
};

/// The data set that tiles are shown of, and which may be chosen.
struct Candidates {
  Dataset dataset;
  std::vector<std::string> ids;
};

Candidates candidatesOf(const RunFolder& run, std::vector<Problem>& leftOut) {
  RunSpec spec = loadRunSpec(run.spec());
  if (spec.data.maskValues.empty()) spec.data.maskValues = recordedMaskRule(run);
  Candidates candidates{.dataset = openDataset(spec.data)};
  const Dataset& dataset = candidates.dataset;
  if (dataset.masks.open) leftOut.push_back(*dataset.masks.open);
  const Split split = loadSplit(run.split());
  std::vector<std::string> usable;
  for (const std::string& id : split.test.empty() ? split.validation : split.test) {
    const Sample* sample = dataset.find(id);
    if (sample == nullptr) {
      leftOut.push_back({id, "is in the split but not in " + dataset.root.string(), "restore the file"});
    } else if (sample->hasMask()) {
      usable.push_back(id);
    }
  }
  const std::size_t wanted = std::min(usable.size(), kMostCandidates);
  for (std::size_t i = 0; i < wanted; ++i) candidates.ids.push_back(usable[i * usable.size() / wanted]);
  return candidates;
}

/// Beside a tile of a figure there is no room for its folders.
std::string fileName(const Sample& sample) {
  return std::filesystem::path(sample.id).filename().string();
}

/// A tile of the figure with its sample.
struct ShownTile {
  std::string id;
  FigureRow row;
};

/// Evenly spaced among the tiles that have roads.
std::vector<ShownTile> chooseTiles(const Candidates& candidates, std::vector<Problem>& leftOut,
                                   const std::function<void()>& step) {
  std::vector<ShownTile> withRoads;
  for (const std::string& id : candidates.ids) {
    const Sample& sample = *candidates.dataset.find(id);
    try {
      const Tile tile = decode(sample);
      if (roadShare(tile.mask) >= kLeastRoadShare)
        withRoads.push_back({id, {fileName(sample), tile.image, tile.mask, {}}});
    } catch (const Error& error) {
      leftOut.push_back(error.problems().front());
    }
    step();
  }
  const std::size_t wanted = std::min(kTiles, withRoads.size());
  std::vector<ShownTile> chosen;
  for (std::size_t i = 0; i < wanted; ++i) chosen.push_back(std::move(withRoads[i * withRoads.size() / wanted]));
  return chosen;
}

/// Of a run that cannot be shown on the tiles of `shown`, why.
std::optional<Problem> whyElsewhere(const RunFolder& run, const RunFolder& shown, const RunConditions& conditions) {
  const RunSpec spec = loadRunSpec(run.spec()), shownSpec = loadRunSpec(shown.spec());
  const std::string remedy = "draw a figure of runs on one data set and split";
  const bool isMoved = conditions.dataOf(run, spec).value == conditions.dataOf(shown, shownSpec).value;
  if (spec.data.path != shownSpec.data.path && !isMoved) {
    return Problem{run.name(), "was trained on other data than " + shown.name(), remedy};
  }
  if (loadSplit(run.split()).hash() == loadSplit(shown.split()).hash()) return std::nullopt;
  return Problem{run.name(), "was trained with another split than " + shown.name() + ", whose tiles are shown", remedy};
}

/// Of several runs of one kind the first; all on the data and split of the first run with weights.
std::vector<Column> columnsOf(const std::vector<RunFolder>& runs, std::vector<Problem>& leftOut) {
  std::vector<Column> columns;
  std::set<std::string> seen;
  const RunConditions conditions(runs);
  for (const RunFolder& run : runs) {
    if (!std::filesystem::exists(run.bestCheckpoint())) continue;
    try {
      const RunSpec spec = loadRunSpec(run.spec());
      if (!columns.empty()) {
        if (auto problem = whyElsewhere(run, columns.front().run, conditions)) {
          leftOut.push_back(*std::move(problem));
          continue;
        }
      }
      const std::string method(factsOf(spec.method).title);
      for (const Part& part : partsReported(spec.method)) {
        const bool isNew = seen.insert(method + networkTitle(part, spec.networks)).second;
        if (isNew) columns.push_back({run, part.name, method + " " + part.title});
      }
    } catch (const Error& error) {
      leftOut.push_back(error.problems().front());
    }
  }
  return columns;
}

}  // namespace

Figure figureOf(const std::vector<RunFolder>& runs, Engine& engine, std::vector<Problem>& leftOut, int threads,
                const ProgressCallback& progress) {
  const std::vector<Column> columns = columnsOf(inTableOrder(runs, leftOut), leftOut);
  if (columns.empty()) return {};
  Candidates candidates = candidatesOf(columns.front().run, leftOut);
  const std::size_t steps = candidates.ids.size() + columns.size() * std::min(kTiles, candidates.ids.size());
  auto step = [&, done = std::size_t{0}]() mutable {
    if (progress) progress(++done, steps);
  };

  std::vector<std::string> ids;
  Figure figure;
  for (ShownTile& tile : chooseTiles(candidates, leftOut, std::ref(step))) {
    ids.push_back(std::move(tile.id));
    figure.rows.push_back(std::move(tile.row));
  }
  for (const Column& column : columns) {
    try {
      const auto predictor = engine.openPredictor(column.run.path(), column.network, DeviceSpec{}, threads);
      readAsTrained(candidates.dataset, predictor->reading());
      const auto predict = [&](std::size_t row) {
        return predictor->predict(decode(*candidates.dataset.find(ids[row])).image);
      };
      addColumn(figure, column.title, predict, [&](std::size_t, std::size_t) { step(); });
    } catch (const Error& error) {
      leftOut.push_back(error.problems().front());
    }
  }
  return figure;
}

}  // namespace macadam
