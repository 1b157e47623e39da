#include "data/shared_scenes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

using Ids = std::vector<std::string>;

constexpr std::array kTrained{&Split::labelled, &Split::unlabelled};
constexpr std::array kMeasured{&Split::validation, &Split::test};
constexpr std::array kAll{&Split::labelled, &Split::unlabelled, &Split::validation, &Split::test};

const std::string& sceneOf(const Sample& sample, SceneBy by) {
  return by == SceneBy::Names && !sample.sceneByName.empty() ? sample.sceneByName : sample.scene;
}

bool isLocked(const Split& split, const std::string& id) {
  return std::ranges::find(split.locked, id) != split.locked.end();
}

Ids::difference_type lockedOf(const Split& split, const Ids& ids) {
  return std::ranges::count_if(ids, [&](const std::string& id) { return isLocked(split, id); });
}

/// Whether a scene goes to the side that measures.
bool goesToMeasuring(const Split& split, const SharedScene& shared) {
  const auto lockedTrained = lockedOf(split, shared.trained), lockedMeasured = lockedOf(split, shared.measured);
  if (lockedTrained != lockedMeasured) return lockedMeasured > lockedTrained;
  return shared.measured.size() >= shared.trained.size();
}

void takeOut(Split& split, const std::string& id) {
  for (const auto list : kAll) std::erase(split.*list, id);
}

}  // namespace

Ids SharedScene::ids() const {
  Ids all = trained;
  all.insert(all.end(), measured.begin(), measured.end());
  return all;
}

std::vector<SharedScene> sharedScenes(const Split& split, const Dataset& dataset, SceneBy by) {
  std::map<std::string_view, Ids> trained;
  for (const auto list : kTrained) {
    for (const std::string& id : split.*list) {
      if (const Sample* sample = dataset.find(id)) trained[sceneOf(*sample, by)].push_back(id);
    }
  }
  std::vector<SharedScene> shared;
  std::map<std::string_view, std::size_t> places;
  for (const auto list : kMeasured) {
    for (const std::string& id : split.*list) {
      const Sample* sample = dataset.find(id);
      const auto other = sample == nullptr ? trained.end() : trained.find(sceneOf(*sample, by));
      if (other == trained.end()) continue;
      const auto [place, isNew] = places.emplace(other->first, shared.size());
      if (isNew) shared.push_back({std::string(other->first), other->second, {}});
      shared[place->second].measured.push_back(id);
    }
  }
  return shared;
}

Split withScenesOnOneSide(Split split, const Dataset& dataset) {
  for (const SharedScene& shared : sharedScenes(split, dataset, SceneBy::NamesAndPictures)) {
    const bool measures = goesToMeasuring(split, shared);
    const Subset target = split.of(measures ? shared.measured.front() : shared.trained.front());
    Ids& list = split.*kAll[static_cast<std::size_t>(target) - 1];
    for (const std::string& id : measures ? shared.trained : shared.measured) {
      if (isLocked(split, id)) continue;
      takeOut(split, id);
      if (target == Subset::Unlabelled || dataset.find(id)->hasMask()) list.push_back(id);
    }
    std::ranges::sort(list);
  }
  return split;
}

Split withoutUnusableTiles(Split split, const Dataset& dataset) {
  const auto isGone = [&](const std::string& id) { return dataset.find(id) == nullptr; };
  for (const auto list : {&Split::labelled, &Split::unlabelled, &Split::validation, &Split::test, &Split::locked}) {
    std::erase_if(split.*list, isGone);
  }
  const auto lacksMask = [&](const std::string& id) { return !dataset.find(id)->hasMask(); };
  std::ranges::copy_if(split.labelled, std::back_inserter(split.unlabelled), lacksMask);
  for (const auto list : {&Split::labelled, &Split::validation, &Split::test}) std::erase_if(split.*list, lacksMask);
  std::ranges::sort(split.unlabelled);
  return split;
}

}  // namespace macadam
