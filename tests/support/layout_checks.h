#pragma once

#include "data/dataset.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

inline constexpr int kTile = 32;

using Ids = std::vector<std::string>;

inline Ids idsOf(const Dataset& dataset) {
  Ids ids;
  for (const Sample& sample : dataset.samples) ids.push_back(sample.id);
  return ids;
}

/// Whether a problem of that file holds these words, and says what to do.
inline bool reports(const Dataset& dataset, const std::filesystem::path& file, const std::string& words) {
  return std::ranges::any_of(dataset.problems, [&](const Problem& problem) {
    return problem.where == file.string() && problem.what.find(words) != std::string::npos && !problem.remedy.empty();
  });
}

}  // namespace macadam
