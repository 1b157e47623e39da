#include "session/run_staleness.h"

#include "base/error.h"
#include "base/number_text.h"
#include "runs/data_files.h"
#include "runs/known_content.h"
#include "session/data_record.h"
#include "spec/run_spec_toml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace macadam {
namespace {

constexpr std::array kLabelling{&Split::labelled, &Split::validation, &Split::test};
constexpr std::array kAll{&Split::labelled, &Split::unlabelled, &Split::validation, &Split::test};

/// Nothing where the run did not record it, or not readably.
template <typename Read>
auto recorded(const Read& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::vector<std::string> editedMasks(const Split& split, const Dataset& dataset, const DataFiles& files) {
  std::set<std::string> edited, looked;
  for (const auto list : kLabelling) {
    for (const std::string& id : split.*list) {
      const Sample* sample = dataset.find(id);
      if (sample == nullptr || !sample->hasMask() || !looked.insert(imageOf(*sample)).second) continue;
      const auto before = recordedMask(*sample, dataset, files);
      if (before == files.end() || before->second != knownContentOf(sample->mask)) edited.insert(imageOf(*sample));
    }
  }
  return {edited.begin(), edited.end()};
}

std::string masksText(const std::vector<std::string>& images) {
  if (images.empty()) return {};
  std::vector<std::string> names;
  for (const std::string& image : images) names.push_back(std::filesystem::path(image).filename().string());
  return counted(images.size(), "mask") + " edited since (" + firstNames(names) + ")";
}

std::string meaningText(const RunFolder& run, const Dataset& dataset) {
  const std::string before = recordedMaskRule(run);
  if (before.empty() || dataset.masks.sentence.empty()) return {};
  const std::string now = toText(dataset.masks.values);
  return before == now ? "" : "masks were read by \"" + before + "\" and now are by \"" + now + "\"";
}

/// `default` and `2` of `default 2`, `default` and `1` of `default`.
std::pair<std::string, std::size_t> familyAndNumber(const std::string& name) {
  const std::size_t blank = name.rfind(' ');
  if (blank == std::string::npos || blank == 0) return {name, 1};
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data() + blank + 1, name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return {name, 1};
  return {name.substr(0, blank), number};
}

/// A version was not drawn anew: `ratio 8` is none of `ratio 4`, and `ratio 4 2` is.
bool isLaterVersion(const Split& before, const Split& now) {
  const auto [family, number] = familyAndNumber(before.name);
  const auto [familyNow, numberNow] = familyAndNumber(now.name);
  const bool isLaterName = familyNow == before.name || (familyNow == family && numberNow > number);
  return isLaterName && before.seed == now.seed && before.unlabelledPerLabelled == now.unlabelledPerLabelled &&
         before.validation == now.validation && before.test == now.test;
}

/// The split that the run's was, as it is today.
std::optional<Split> splitToday(const Split& trained, const RunSpec& spec, const Split& active) {
  if (trained.name.empty() || spec.split.file.empty()) return std::nullopt;
  if (trained.name == active.name || isLaterVersion(trained, active)) return active;
  return recorded([&] { return loadSplit(spec.split.file); });
}

std::string targetText(Subset subset) {
  return subset == Subset::Unused ? "taken out" : "moved to " + toString(subset);
}

std::string splitText(const Split& before, const Split& now) {
  std::map<std::string, Subset> places;
  for (const auto list : kAll) {
    for (const std::string& id : now.*list) places.emplace(id, now.of(id));
    for (const std::string& id : before.*list) places.emplace(id, now.of(id));
  }
  std::map<Subset, std::size_t> moved;
  for (const auto& [id, subset] : places) {
    if (before.of(id) != subset) ++moved[subset];
  }
  std::string text;
  for (const auto& [subset, count] : moved) {
    text += (text.empty() ? "split changed: " : ", ") + counted(count, "tile") + (count == 1 ? " was " : " were ") +
            targetText(subset);
  }
  return text;
}

}  // namespace

RunStaleness stalenessOf(const RunFolder& run, const Dataset& dataset, const Split& active) {
  RunStaleness staleness;
  const auto spec = recorded([&] { return loadRunSpec(run.spec()); });
  const auto split = recorded([&] { return loadSplit(run.split()); });
  if (!spec || !split) return staleness;
  const auto files = recorded([&] { return loadDataFiles(run.dataFiles()); });
  if (files) staleness.editedMasks = editedMasks(*split, dataset, *files);
  const auto today = splitToday(*split, *spec, active);
  for (const std::string& reason : {masksText(staleness.editedMasks), meaningText(run, dataset),
                                    today ? splitText(*split, *today) : std::string()}) {
    if (!reason.empty()) staleness.reasons.push_back(reason);
  }
  return staleness;
}

}  // namespace macadam
