#include "ui/data/split_edits.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace macadam {
namespace {

using Ids = std::vector<std::string>;

constexpr std::array kLists{&Split::labelled, &Split::unlabelled, &Split::validation, &Split::test};

Ids* listOf(Split& split, Subset subset) {
  switch (subset) {
    case Subset::Labelled:
      return &split.labelled;
    case Subset::Unlabelled:
      return &split.unlabelled;
    case Subset::Validation:
      return &split.validation;
    case Subset::Test:
      return &split.test;
    case Subset::Unused:
      break;
  }
  return nullptr;
}

bool needsMasks(Subset subset) {
  return subset != Subset::Unlabelled && subset != Subset::Unused;
}

void sortOnce(Ids& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

Ids without(const Ids& ids, const Ids& others) {
  Ids left;
  std::ranges::set_difference(ids, others, std::back_inserter(left));
  return left;
}

Ids together(const Ids& ids, const Ids& others) {
  Ids all;
  std::ranges::set_union(ids, others, std::back_inserter(all));
  return all;
}

std::map<std::string, Subset> places(const Split& split) {
  std::map<std::string, Subset> subsets;
  for (const std::string& id : split.labelled) subsets.emplace(id, Subset::Labelled);
  for (const std::string& id : split.unlabelled) subsets.emplace(id, Subset::Unlabelled);
  for (const std::string& id : split.validation) subsets.emplace(id, Subset::Validation);
  for (const std::string& id : split.test) subsets.emplace(id, Subset::Test);
  return subsets;
}

}  // namespace

std::vector<Subset> placesOf(const Split& split, const Dataset& dataset) {
  std::vector<Subset> places(dataset.samples.size(), Subset::Unused);
  const auto mark = [&](const std::vector<std::string>& ids, Subset subset) {
    for (const std::string& id : ids) {
      const Sample* sample = dataset.find(id);
      if (sample != nullptr) places[static_cast<std::size_t>(sample - dataset.samples.data())] = subset;
    }
  };
  mark(split.labelled, Subset::Labelled);
  mark(split.unlabelled, Subset::Unlabelled);
  mark(split.validation, Subset::Validation);
  mark(split.test, Subset::Test);
  return places;
}

MovedSplit moveSamples(Split split, const Dataset& dataset, Ids ids, Subset to) {
  MovedSplit result;
  sortOnce(ids);
  Ids moving;
  for (std::string& id : ids) {
    const Sample* sample = dataset.find(id);
    if (sample == nullptr || split.of(id) == to) continue;
    if (std::ranges::binary_search(split.locked, id)) {
      ++result.locked;
      continue;
    }
    (needsMasks(to) && !sample->hasMask() ? result.refused : moving).push_back(std::move(id));
  }
  for (const auto list : kLists) split.*list = without(split.*list, moving);
  if (Ids* target = listOf(split, to)) *target = together(*target, moving);
  result.moved = moving.size();
  result.split = std::move(split);
  return result;
}

Split keepLocked(Split split, const Split& before) {
  split.locked = before.locked;
  for (const auto list : kLists) {
    split.*list = without(split.*list, before.locked);
    Ids kept;
    std::ranges::set_intersection(before.*list, before.locked, std::back_inserter(kept));
    split.*list = together(split.*list, kept);
  }
  return split;
}

Split withLocks(Split split, Ids ids) {
  sortOnce(ids);
  split.locked = together(split.locked, ids);
  return split;
}

Split withoutLocks(Split split, Ids ids) {
  sortOnce(ids);
  split.locked = without(split.locked, ids);
  return split;
}

std::vector<Relocation> relocations(const Split& before, const Split& after) {
  std::map<std::string, Relocation> all;
  for (const auto& [id, subset] : places(before)) all[id].from = subset;
  for (const auto& [id, subset] : places(after)) all[id].to = subset;
  std::vector<Relocation> moved;
  for (auto& [id, relocation] : all) {
    if (relocation.from == relocation.to) continue;
    relocation.id = id;
    moved.push_back(std::move(relocation));
  }
  return moved;
}

}  // namespace macadam
