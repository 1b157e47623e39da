#include "base/nearest_name.h"

#include <algorithm>

namespace macadam {

int editDistance(std::string_view from, std::string_view to) {
  // Optimal string alignment (Damerau-Levenshtein without overlapping swaps), three rows at a time.
  const int columns = static_cast<int>(to.size());
  std::vector<int> beforeLast(columns + 1), last(columns + 1), row(columns + 1);
  for (int j = 0; j <= columns; ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(beforeLast, last);
    std::swap(last, row);
    row[0] = static_cast<int>(i);
    for (int j = 1; j <= columns; ++j) {
      const int replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], beforeLast[j - 2] + 1);
    }
  }
  return row[columns];
}

std::string suggestName(std::string_view unknown, const std::vector<std::string>& known) {
  const int acceptable = std::max(2, static_cast<int>(unknown.size()) / 3);
  int nearest = acceptable + 1;
  std::string suggestion;
  std::string all;
  for (const std::string& name : known) {
    const int distance = editDistance(unknown, name);
    if (distance < nearest) {
      nearest = distance;
      suggestion = name;
    }
    all += (all.empty() ? "" : ", ") + name;
  }
  return suggestion.empty() ? "known are: " + all : "did you mean '" + suggestion + "'?";
}

}  // namespace macadam
