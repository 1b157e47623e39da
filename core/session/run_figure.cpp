#include "session/run_figure.h"

#include "data/split.h"
#include "image/image_store.h"
#include "predict/export.h"
#include "session/run_report.h"
#include "spec/run_spec_toml.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace macadam {
namespace {

constexpr double kLeastRoadShare = 0.03;  ///< A tile without roads shows nothing.
constexpr std::size_t kMostCandidates = 64;
constexpr std::size_t kTiles = 4;

struct Column {
  RunFolder run;
  Role role;
  std::string title;
};

std::vector<Sample> candidates(const RunSpec& spec, const RunFolder& run, std::vector<Problem>& leftOut) {
  const Dataset dataset = openDataset(spec.data);
  if (dataset.masks.open) leftOut.push_back(*dataset.masks.open);
  const Split split = loadSplit(run.split());
  std::vector<Sample> samples;
  for (const std::string& id : split.test.empty() ? split.validation : split.test) {
    const Sample* sample = dataset.find(id);
    if (sample == nullptr) {
      leftOut.push_back({id, "is in the split but not in " + dataset.root.string(), "restore the file"});
    } else if (sample->hasMask()) {
      samples.push_back(*sample);
    }
  }
  if (samples.size() <= kMostCandidates) return samples;
  std::vector<Sample> spread;
  for (std::size_t i = 0; i < kMostCandidates; ++i) spread.push_back(samples[i * samples.size() / kMostCandidates]);
  return spread;
}

/// Beside a tile of a figure there is no room for its folders.
std::string fileName(const Sample& sample) {
  return std::filesystem::path(sample.id).filename().string();
}

/// Evenly spaced among the tiles that have roads.
std::vector<FigureRow> chooseTiles(const std::vector<Sample>& candidates, std::vector<Problem>& leftOut,
                                   const std::function<void()>& step) {
  std::vector<FigureRow> withRoads;
  for (const Sample& sample : candidates) {
    try {
      const Tile tile = decode(sample);
      if (roadShare(tile.mask) >= kLeastRoadShare) withRoads.push_back({fileName(sample), tile.image, tile.mask, {}});
    } catch (const Error& error) {
      leftOut.push_back(error.problems().front());
    }
    step();
  }
  const std::size_t wanted = std::min(kTiles, withRoads.size());
  std::vector<FigureRow> chosen;
  for (std::size_t i = 0; i < wanted; ++i) chosen.push_back(std::move(withRoads[i * withRoads.size() / wanted]));
  return chosen;
}

std::string columnTitle(const RunSpec& spec, Role role) {
  const std::string network = networkTitle(role, spec.networks.of(role));
  return methodTitle(spec.method) + " " + network.substr(0, network.find(','));
}

std::vector<Column> columnsOf(const std::vector<RunFolder>& runs, const std::string& data) {
  std::vector<Column> columns;
  std::set<std::string> seen;
  for (const RunFolder& run : runs) {
    const RunSpec spec = loadRunSpec(run.spec());
    if (spec.data.path != data || !std::filesystem::exists(run.bestCheckpoint())) continue;
    for (const Role role : reportedNetworks(spec.method)) {
      const bool isNew = seen.insert(methodTitle(spec.method) + networkTitle(role, spec.networks.of(role))).second;
      if (isNew) columns.push_back({run, role, columnTitle(spec, role)});
    }
  }
  return columns;
}

}  // namespace

Figure figureOf(const std::vector<RunFolder>& runs, Engine& engine, std::vector<Problem>& leftOut, int threads,
                const ProgressCallback& progress) {
  const std::vector<RunFolder> ordered = inTableOrder(runs, leftOut);
  if (ordered.empty()) return {};
  const RunSpec first = loadRunSpec(ordered.front().spec());
  const std::vector<Column> columns = columnsOf(ordered, first.data.path);
  if (columns.empty()) return {};
  const RunFolder& shown = columns.front().run;
  const std::vector<Sample> samples = candidates(loadRunSpec(shown.spec()), shown, leftOut);
  const std::size_t steps = samples.size() + columns.size() * std::min(kTiles, samples.size());
  auto step = [&, done = std::size_t{0}]() mutable {
    if (progress) progress(++done, steps);
  };

  Figure figure{.rows = chooseTiles(samples, leftOut, std::ref(step))};
  for (const Column& column : columns) {
    try {
      const auto predictor = engine.openPredictor(column.run.path(), toString(column.role), DeviceSpec{}, threads);
      addColumn(
          figure, column.title, [&](const cv::Mat& rgb) { return predictor->predict(rgb); },
          [&](std::size_t, std::size_t) { step(); });
    } catch (const Error& error) {
      leftOut.push_back(error.problems().front());
    }
  }
  return figure;
}

}  // namespace macadam
