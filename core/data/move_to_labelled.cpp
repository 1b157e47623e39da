#include "data/move_to_labelled.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace macadam {
namespace {

/// The first sample of each scene that is measured on.
std::map<std::string_view, std::string_view> measuredScenes(const Split& split, const Dataset& dataset) {
  std::map<std::string_view, std::string_view> scenes;
  for (const auto list : {&Split::validation, &Split::test}) {
    for (const std::string& id : split.*list) {
      if (const Sample* sample = dataset.find(id)) scenes.emplace(sample->scene, sample->id);
    }
  }
  return scenes;
}

}  // namespace

LabelledMore moveToLabelled(Split split, const Dataset& dataset, std::vector<std::string> ids) {
  LabelledMore result;
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const auto measured = measuredScenes(split, dataset);
  const auto whyNot = [&](const std::string& id) -> std::optional<Problem> {
    const Subset subset = split.of(id);
    if (subset == Subset::Validation || subset == Subset::Test) {
      return Problem{id, "is a " + toString(subset) + " tile, on which runs are measured",
                     "leave it there: its mended mask counts the next time that something is measured"};
    }
    const Sample* sample = dataset.find(id);
    if (sample == nullptr) return Problem{id, "is not in the data set", "open the project again"};
    if (!sample->hasMask()) return Problem{id, "has no mask", "save its labels first"};
    if (std::ranges::binary_search(split.locked, id)) {
      return Problem{id, "is locked in its set", "unlock it on the Data page first"};
    }
    const auto other = measured.find(sample->scene);
    if (split.groupedByScene && other != measured.end()) {
      return Problem{id,
                     "shows the scene " + sample->scene + ", and so does " + std::string(other->second) +
                         ", on which runs are measured",
                     "take the scene out of validation and test first"};
    }
    return std::nullopt;
  };
  for (const std::string& id : ids) {
    if (split.of(id) == Subset::Labelled) continue;
    if (auto problem = whyNot(id)) {
      result.refused.push_back(*std::move(problem));
      continue;
    }
    result.moved.push_back(id);
  }
  for (const std::string& id : result.moved) {
    std::erase(split.unlabelled, id);
    split.labelled.push_back(id);
  }
  std::ranges::sort(split.labelled);
  result.split = std::move(split);
  return result;
}

}  // namespace macadam
