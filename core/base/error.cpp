#include "base/error.h"

#include <utility>

namespace macadam {
namespace {

std::string describeAll(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += describe(problem);
  }
  return text;
}

}  // namespace

std::string describe(const Problem& problem) {
  std::string text = problem.where;
  if (!problem.where.empty() && !problem.what.empty()) text += ' ';
  text += problem.what;
  if (!problem.remedy.empty()) text += "; " + problem.remedy;
  return text;
}

Error::Error(std::string where, std::string what, std::string remedy)
    : Error(std::vector<Problem>{{std::move(where), std::move(what), std::move(remedy)}}) {}

Error::Error(std::vector<Problem> problems)
    : std::runtime_error(describeAll(problems)), problems_(std::move(problems)) {}

}  // namespace macadam
