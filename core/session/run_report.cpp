#include "session/run_report.h"

#include "session/run_conditions.h"
#include "spec/network_facts.h"
#include "spec/run_spec_toml.h"
#include "spec/suite_rows.h"

#include <algorithm>
#include <map>
#include <utility>

namespace macadam {
namespace {

/// Builds each network once, however many runs have it.
class ComplexityCounter {
 public:
  explicit ComplexityCounter(const CountComplexity& count) : count_(count) {}

  const Complexity& of(const NetworkSpec& network, int size) {
    const auto [entry, isNew] = known_.try_emplace({toText(network), size});
    if (isNew) entry->second = count_(network, size);
    return entry->second;
  }

 private:
  const CountComplexity& count_;
  std::map<std::pair<std::string, int>, Complexity> known_;
};

}  // namespace

std::string networkTitle(const Part& part, const NetworksSpec& networks) {
  return part.title + ", " + titleOf(networks.of(part.role));
}

std::vector<RunFolder> inTableOrder(const std::vector<RunFolder>& runs, std::vector<Problem>& leftOut) {
  std::vector<std::pair<std::size_t, RunFolder>> placed;
  for (const RunFolder& run : runs) {
    try {
      placed.emplace_back(placeOf(rowOf(loadRunSpec(openRun(run.path()).spec()))), run);
    } catch (const Error& error) {
      leftOut.push_back(error.problems().front());
    }
  }
  std::ranges::stable_sort(placed, {}, &std::pair<std::size_t, RunFolder>::first);
  std::vector<RunFolder> ordered;
  for (auto& [place, run] : placed) ordered.push_back(std::move(run));
  return ordered;
}

ReportInput reportOf(const std::vector<RunFolder>& runs, const std::string& title, const CountComplexity& complexity) {
  ReportInput input{.title = title};
  ComplexityCounter counter(complexity);
  const std::vector<RunFolder> ordered = inTableOrder(runs, input.leftOut);
  const RunConditions conditions(ordered);
  for (const RunFolder& folder : ordered) {
    const RunSpec spec = loadRunSpec(folder.spec());
    ReportRun run{
        .folder = folder, .method = std::string(factsOf(spec.method).title), .conditions = conditions.of(folder, spec)};
    for (const Part& part : partsReported(spec.method)) {
      const NetworkSpec& network = spec.networks.of(part.role);
      const Complexity& cost = counter.of(network, spec.data.tileSize);
      run.networks.push_back({part.name, networkTitle(part, spec.networks), cost.parameters, cost.gigaMacs});
    }
    input.runs.push_back(std::move(run));
  }
  return input;
}

}  // namespace macadam
