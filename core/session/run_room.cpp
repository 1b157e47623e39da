#include "session/run_room.h"

#include "base/number_text.h"
#include "spec/network_size.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <unistd.h>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr double kMebibyte = 1024.0 * 1024.0;
constexpr double kBytesPerNumber = 4.0;
constexpr double kKeptCheckpoints = 4.0;  ///< The last three and the best.
constexpr double kBytesPerPixel = 4.0;    ///< Of a decoded tile: three colours and a mask.

/// Numbers that are trained at one time, and those of frozen networks beside them.
struct Stage {
  double trained = 0.0;
  double frozen = 0.0;
};

/// The phase that trains most.
Stage largestStage(const RunSpec& spec) {
  std::map<int, Stage> phases;
  const std::vector<Part> parts = partsOf(spec.method);
  for (const Part& part : parts) phases.try_emplace(part.phase);
  for (const Part& part : parts) {
    if (!spec.networks.has(part.role)) continue;
    const auto numbers = double(approximateParameters(spec.networks.of(part.role)));
    for (auto& [phase, stage] : phases) {
      const bool isFrozen = part.use == Part::Use::Given || part.phase < phase;
      if (isFrozen) stage.frozen += numbers;
      if (!isFrozen && part.phase == phase) stage.trained += numbers;
    }
  }
  return std::ranges::max_element(phases, {}, [](const auto& phase) { return phase.second.trained; })->second;
}

double cachedBytes(const RunSpec& spec, const Dataset& dataset) {
  double decoded = 0.0;
  for (const Sample& sample : dataset.samples) decoded += kBytesPerPixel * sample.width * sample.height;
  return std::min(decoded, spec.data.cacheMegabytes * kMebibyte);
}

/// The folder itself, or the nearest above it that is there.
fs::path nearestThere(fs::path folder) {
  std::error_code unknown;
  folder = fs::absolute(folder, unknown).lexically_normal();
  while (folder.has_relative_path() && !fs::exists(folder, unknown)) folder = folder.parent_path();
  return folder;
}

std::string sizeText(double mebibytes) {
  return mebibytes < 1024.0 ? fixedText(mebibytes, 0) + " MB" : fixedText(mebibytes / 1024.0, 1) + " GB";
}

}  // namespace

RunNeeds needsOf(const RunSpec& spec, const Dataset& dataset) {
  const Stage stage = largestStage(spec);
  const double weights = kBytesPerNumber * stage.trained;
  const double moments = factsOf(spec.schedule.optimizer).moments;
  return {
      .memory = ((2.0 + moments) * weights + kBytesPerNumber * stage.frozen + cachedBytes(spec, dataset)) / kMebibyte,
      .disk = kKeptCheckpoints * (1.0 + moments) * weights / kMebibyte};
}

std::optional<Problem> unwritableFolder(const fs::path& runs) {
  const fs::path there = nearestThere(runs);
  std::error_code unknown;
  const bool isFolder = fs::is_directory(there, unknown);
  if (isFolder && access(there.c_str(), W_OK | X_OK) == 0) return std::nullopt;
  const std::string reason = isFolder ? std::strerror(errno) : "it is no folder";
  return Problem{there.string(), "cannot be written to (" + reason + "), so that no run can be kept there",
                 "allow writing there, or choose another place for runs"};
}

std::optional<double> freeDiskMebibytes(const fs::path& folder) {
  std::error_code unknown;
  const fs::space_info space = fs::space(nearestThere(folder), unknown);
  return unknown ? std::nullopt : std::optional(double(space.available) / kMebibyte);
}

std::optional<Problem> shortOfDisk(double needed, double free, const fs::path& runs) {
  if (free >= needed) return std::nullopt;
  return Problem{runs.string(),
                 "has " + sizeText(free) + " free; the checkpoints of this run take about " + sizeText(needed),
                 "free some space, or choose another place for runs"};
}

std::optional<Problem> shortOfMemory(double needed, double free) {
  if (free <= 0.0 || free >= needed) return std::nullopt;
  return Problem{"memory:", sizeText(free) + " are free; this run takes at least " + sizeText(needed),
                 "close other programs, or take a smaller data.cache_megabytes or narrower networks"};
}

}  // namespace macadam
