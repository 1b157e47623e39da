#include "base/problem_groups.h"

#include <map>

namespace macadam {

std::vector<ProblemGroup> grouped(const std::vector<Problem>& problems) {
  std::vector<ProblemGroup> groups;
  std::map<std::string, std::size_t> places;
  for (const Problem& problem : problems) {
    const auto [place, isNew] = places.emplace(problem.remedy, groups.size());
    if (isNew) groups.push_back({.first = problem, .places = {}});
    groups[place->second].places.push_back(problem.where);
  }
  return groups;
}

Problem summaryOf(const ProblemGroup& group) {
  Problem summary = group.first;
  if (group.places.size() > 1) summary.what += ", and " + std::to_string(group.places.size() - 1) + " more like it";
  return summary;
}

}  // namespace macadam
