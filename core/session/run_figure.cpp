#include "session/run_figure.h"

#include <algorithm>
#include <set>

#include "image/image_store.h"
#include "predict/export.h"
#include "session/prepared_data.h"
#include "session/run_report.h"
#include "spec/run_spec_toml.h"

namespace macadam {
namespace {

constexpr double kLeastRoadShare = 0.03;  ///< A tile without roads shows nothing.
constexpr std::size_t kMostCandidates = 64;

struct Shown {
  Sample sample;
  Tile tile;
};

std::vector<Sample> candidates(const RunSpec& spec, const RunFolder& run) {
  const Dataset dataset = openDataset(spec.data.path, spec.data.windowSize);
  const Split split = loadSplit(run.split());
  std::vector<Sample> samples = samplesOf(dataset, split.test.empty() ? split.validation : split.test);
  std::erase_if(samples, [](const Sample& sample) { return !sample.hasMask(); });
  if (samples.size() <= kMostCandidates) return samples;
  std::vector<Sample> spread;
  for (std::size_t i = 0; i < kMostCandidates; ++i) spread.push_back(samples[i * samples.size() / kMostCandidates]);
  return spread;
}

/// Evenly spaced among the tiles that have roads.
std::vector<Shown> chooseTiles(const RunSpec& spec, const RunFolder& run, int count) {
  std::vector<Shown> withRoads;
  for (const Sample& sample : candidates(spec, run)) {
    Tile tile = decode(sample);
    if (roadShare(tile.mask) >= kLeastRoadShare) withRoads.push_back({sample, std::move(tile)});
  }
  const std::size_t wanted = std::min(static_cast<std::size_t>(count), withRoads.size());
  std::vector<Shown> chosen;
  for (std::size_t i = 0; i < wanted; ++i) chosen.push_back(std::move(withRoads[i * withRoads.size() / wanted]));
  return chosen;
}

std::string columnTitle(const RunSpec& spec, Role role) {
  const std::string network = networkTitle(role, spec.networks.of(role));
  return methodTitle(spec.method) + " " + network.substr(0, network.find(','));
}

}  // namespace

Figure figureOf(const std::vector<RunFolder>& runs, int tiles) {
  if (runs.empty()) return {};
  const RunSpec first = loadRunSpec(runs.front().spec());
  const std::vector<Shown> shown = chooseTiles(first, runs.front(), tiles);

  Figure figure;
  for (const Shown& tile : shown) figure.rows.push_back({tile.sample.id, tile.tile.image, tile.tile.mask, {}});
  std::set<std::string> seen;
  for (const RunFolder& run : runs) {
    const RunSpec spec = loadRunSpec(run.spec());
    if (spec.data.path != first.data.path || !std::filesystem::exists(run.bestCheckpoint())) continue;
    for (const Role role : reportedNetworks(spec.method)) {
      if (!seen.insert(methodTitle(spec.method) + networkTitle(role, spec.networks.of(role))).second) continue;
      Predictor predictor(run.path(), toString(role), DeviceSpec{}, first.threads);
      addColumn(figure, columnTitle(spec, role), predictor);
    }
  }
  if (figure.methods.empty()) figure.rows.clear();
  return figure;
}

}  // namespace macadam
