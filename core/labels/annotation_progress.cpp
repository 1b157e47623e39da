#include "labels/annotation_progress.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/input_file.h"
#include "data/json_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <system_error>
#include <tuple>
#include <vector>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;
using Time = AnnotationProgress::Time;

constexpr JsonFormat kProgressFormat{"which tiles are done"};
constexpr std::size_t kPaceTiles = 20;
constexpr std::chrono::minutes kPause{20};
constexpr auto kTimeFormat = "%Y-%m-%dT%H:%M:%SZ";

std::string toText(Time time) {
  const std::time_t seconds = time.time_since_epoch().count();
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), kTimeFormat, &parts)};
}

std::optional<Time> toTime(const std::string& text) {
  std::tm parts{};
  const char* end = ::strptime(text.c_str(), kTimeFormat, &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return Time(std::chrono::seconds(::timegm(&parts)));
}

std::optional<TileVerdict> toVerdict(const std::string& word) {
  if (word == "done") return TileVerdict::Done;
  if (word == "skipped") return TileVerdict::Skipped;
  return std::nullopt;
}

}  // namespace

std::optional<TileVerdict> AnnotationProgress::verdict(const std::string& sample) const {
  const auto found = tiles_.find(sample);
  return found != tiles_.end() ? std::optional(found->second.verdict) : std::nullopt;
}

void AnnotationProgress::decide(const std::string& sample, TileVerdict verdict, Time now) {
  tiles_[sample] = {verdict, now};
}

std::optional<std::string> AnnotationProgress::decidedBefore(const std::string& sample) const {
  const auto moment = [](const auto& tile) { return std::tie(tile.second.at, tile.first); };  // names tell equal times
  const auto own = tiles_.find(sample);
  const std::map<std::string, Entry>::value_type* last = nullptr;
  for (const auto& tile : tiles_) {
    const bool isBefore = own == tiles_.end() || moment(tile) < moment(*own);
    if (isBefore && (last == nullptr || moment(*last) < moment(tile))) last = &tile;
  }
  return last != nullptr ? std::optional(last->first) : std::nullopt;
}

std::size_t AnnotationProgress::doneCount() const {
  return std::ranges::count_if(tiles_, [](const auto& tile) { return tile.second.verdict == TileVerdict::Done; });
}

std::optional<double> AnnotationProgress::tilesAnHour() const {
  std::vector<Time> done;
  for (const auto& [sample, entry] : tiles_) {
    if (entry.verdict == TileVerdict::Done) done.push_back(entry.at);
  }
  std::ranges::sort(done, std::ranges::greater());
  std::chrono::seconds spent{0};
  std::size_t tiles = 0;
  for (std::size_t i = 0; i + 1 < done.size() && tiles < kPaceTiles; ++i) {
    const std::chrono::seconds between = done[i] - done[i + 1];
    if (between > kPause) continue;
    spent += between;
    ++tiles;
  }
  if (spent.count() <= 0) return std::nullopt;
  return double(tiles) * 3600.0 / double(spent.count());
}

AnnotationProgress loadProgress(const std::filesystem::path& file) {
  AnnotationProgress progress;
  if (!std::filesystem::exists(file)) return progress;
  const InputFile input(file);
  const auto damaged = [&] {
    return input.refused("does not hold which tiles are done", "restore it, or remove it to begin anew");
  };
  try {
    Json record = Json::parse(input.text(input.whole()));
    bringUpToDate(record, kProgressFormat, file.string());
    for (const auto& [sample, entry] : record.at("tiles").items()) {
      const auto verdict = toVerdict(entry.at("state").get<std::string>());
      const auto time = toTime(entry.at("at").get<std::string>());
      if (!verdict || !time) throw damaged();
      progress.decide(sample, *verdict, *time);
    }
  } catch (const Json::exception&) {
    throw damaged();
  }
  return progress;
}

void saveProgress(const AnnotationProgress& progress, const std::filesystem::path& file) {
  Json tiles = Json::object();
  for (const auto& [sample, entry] : progress.tiles()) {
    tiles[sample] = {{"state", entry.verdict == TileVerdict::Done ? "done" : "skipped"}, {"at", toText(entry.at)}};
  }
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  if (failed) {
    throw Error(file.parent_path().string(), "cannot be made (" + failed.message() + ")",
                "make room or give yourself the right to write there");
  }
  requireReplaceable(file, kProgressFormat);
  const Json record{{kFormatKey, kProgressFormat.version()}, {"tiles", tiles}};  // stated from its first version on
  writeTextAtomically(file, record.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace macadam
