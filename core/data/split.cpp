#include "data/split.h"

#include "data/shared_scenes.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <map>
#include <string_view>

namespace macadam {
namespace {

using List = std::vector<std::string> Split::*;

struct NamedList {
  Subset subset;
  List list;
};

constexpr std::array<NamedList, 4> kLists{{{Subset::Labelled, &Split::labelled},
                                           {Subset::Unlabelled, &Split::unlabelled},
                                           {Subset::Validation, &Split::validation},
                                           {Subset::Test, &Split::test}}};

/// 64-bit FNV-1a: the same on every machine and in every version.
class StableHash {
 public:
  void add(std::string_view text) {
    for (const char c : text) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    value_ = (value_ ^ 0xff) * 0x100000001b3ULL;  // a byte that no UTF-8 text holds ends each text
  }
  std::string hex() const {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(value_));
    return digits;
  }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

void checkOverlaps(const Split& split, std::vector<Problem>& problems) {
  std::map<std::string_view, Subset> first;
  for (const auto& [subset, list] : kLists) {
    for (const std::string& id : split.*list) {
      const auto [entry, isNew] = first.emplace(id, subset);
      if (isNew) continue;
      const std::string where = entry->second == subset
                                    ? "is twice in " + toString(subset)
                                    : "is in " + toString(entry->second) + " and in " + toString(subset);
      problems.push_back({id, where, "keep it in one of them"});
    }
  }
}

void checkSamples(const Split& split, const Dataset& dataset, std::vector<Problem>& problems) {
  for (const auto& [subset, list] : kLists) {
    for (const std::string& id : split.*list) {
      const Sample* sample = dataset.find(id);
      if (sample == nullptr) {
        problems.push_back({id, "is " + toString(subset) + " in the split, but not in the data set",
                            "restore the file, use the tile size that the split was drawn for, or draw a new split"});
      } else if (subset != Subset::Unlabelled && !sample->hasMask()) {
        problems.push_back({id, "is " + toString(subset) + " in the split, but has no mask",
                            "add the mask, or take it out of " + toString(subset)});
      }
    }
  }
}

/// One problem for each scene on both sides of training and measuring, as names tell.
std::vector<Problem> sceneProblems(const Split& split, const Dataset& dataset) {
  std::vector<Problem> problems;
  for (const SharedScene& shared : sharedScenes(split, dataset, SceneBy::Names)) {
    const std::string &measured = shared.measured.front(), &trained = shared.trained.front();
    problems.push_back({measured,
                        "is " + toString(split.of(measured)) + " and shows the scene " + shared.scene + ", as does " +
                            trained + ", which is " + toString(split.of(trained)),
                        "keep a scene on one side of training and measuring: draw the split grouped by scene"});
  }
  return problems;
}

}  // namespace

std::string toString(Subset subset) {
  switch (subset) {
    case Subset::Unused:
      return "unused";
    case Subset::Labelled:
      return "labelled";
    case Subset::Unlabelled:
      return "unlabelled";
    case Subset::Validation:
      return "validation";
    case Subset::Test:
      return "test";
  }
  return {};
}

Subset Split::of(const std::string& id) const {
  for (const auto& [subset, list] : kLists) {
    if (std::ranges::binary_search(this->*list, id)) return subset;
  }
  return Subset::Unused;
}

std::string Split::hash() const {
  StableHash hash;
  for (const auto& [subset, list] : kLists) {
    hash.add(toString(subset) + ":");
    for (const std::string& id : this->*list) hash.add(id);
  }
  return hash.hex();
}

std::vector<Problem> checkLists(const Split& split, const Dataset& dataset) {
  std::vector<Problem> problems;
  if (split.labelled.empty()) {
    problems.push_back({"split " + split.name, "labels nothing", "draw one that labels some samples with masks"});
  }
  checkOverlaps(split, problems);
  checkSamples(split, dataset, problems);
  return problems;
}

std::vector<Problem> obstaclesIn(const Split& split, const Dataset& dataset) {
  std::vector<Problem> problems = checkLists(split, dataset);
  if (split.groupedByScene) {
    std::ranges::move(sceneProblems(split, dataset), std::back_inserter(problems));
  }
  return problems;
}

bool showsOneScene(const Dataset& dataset) {
  return dataset.samples.size() > 1 && std::ranges::all_of(dataset.samples, [&](const Sample& sample) {
           return sample.scene == dataset.samples.front().scene;
         });
}

std::string sharedScenesNote(const Split& split, const Dataset& dataset) {
  if (!obstaclesIn(split, dataset).empty()) return {};
  const std::size_t count = sharedScenes(split, dataset, SceneBy::NamesAndPictures).size();
  if (count == 0) return {};
  const std::string reason = split.groupedByScene
                                 ? " has pictures on both sides that show the same (equal files, versions of one "
                                   "photograph, or tiles that overlap on the ground): "
                                 : " was drawn without regard to scenes: ";
  return "split " + split.name + reason + std::to_string(count) + (count == 1 ? " scene is" : " scenes are") +
         " both trained on and measured on, so its scores are higher than on scenes that no network has seen";
}

}  // namespace macadam
