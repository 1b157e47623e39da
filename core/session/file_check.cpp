#include "base/problem_groups.h"
#include "session/start_check.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <system_error>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// By their paths below the root.
std::vector<std::string> goneFrom(const Dataset& dataset) {
  std::vector<std::string> gone;
  std::set<fs::path> seen;
  std::error_code unknown;
  for (const Sample& sample : dataset.samples) {
    for (const fs::path& file : {sample.image, sample.mask}) {
      const bool isNew = !file.empty() && seen.insert(file).second;
      if (isNew && !fs::exists(file, unknown)) gone.push_back(file.lexically_relative(dataset.root).string());
    }
  }
  return gone;
}

}  // namespace

std::vector<Finding> checkFiles(const Dataset& dataset) {
  std::error_code unknown;
  if (!fs::exists(dataset.root, unknown)) {
    return {{Severity::Stops,
             {dataset.root.string(), "is not there any more, and with it all pictures",
              "bring the folder back, or name the one where they are now"},
             Fix::LocateData}};
  }
  std::vector<Finding> findings;
  const std::vector<std::string> gone = goneFrom(dataset);
  if (!gone.empty()) {
    const bool isOne = gone.size() == 1;
    const std::string which =
        isOne ? gone.front() : std::to_string(gone.size()) + " files (" + gone.front() + " first)";
    findings.push_back({Severity::Stops,
                        {which, isOne ? "is not there any more" : "are not there any more",
                         "bring back what is missing, or open the data anew to go on without"},
                        Fix::LocateData});
  }
  std::vector<Problem> leftOut;
  const std::optional<Problem> unlikely = unlikelyMasks(dataset);
  std::ranges::copy_if(dataset.problems, std::back_inserter(leftOut), [&](const Problem& problem) {
    return problem != dataset.masks.open && problem != unlikely;  // of which checkTiles tells
  });
  for (const ProblemGroup& group : grouped(leftOut)) {
    findings.push_back({Severity::Spoils, summaryOf(group), Fix::None, group.places});
  }
  return findings;
}

}  // namespace macadam
