#include "session/run_report.h"

#include "base/number_text.h"
#include "session/run_conditions.h"
#include "session/suite_plan.h"
#include "spec/run_spec_toml.h"

#include <algorithm>
#include <map>
#include <utility>

namespace macadam {
namespace {

std::string roleTitle(Role role) {
  switch (role) {
    case Role::Teacher1:
      return "teacher 1";
    case Role::Teacher2:
      return "teacher 2";
    case Role::Student:
      break;
  }
  return "student";
}

std::string architectureTitle(const DeepLabV3PlusSpec& spec) {
  return "DeepLabV3+ ResNet-" + std::to_string(spec.encoderDepth);
}
std::string architectureTitle(const SegNetSpec&) {
  return "SegNet VGG-16";
}

std::vector<Role> reported(const SupervisedSpec& method) {
  return {method.network};
}
std::vector<Role> reported(const CpsSpec&) {
  return {Role::Student};
}
std::vector<Role> reported(const CctSpec&) {
  return {Role::Student};
}
std::vector<Role> reported(const CmsSpec& method) {
  if (suiteRowOf(method) == SuiteRow::CmsStudent) return {Role::Student};
  return {method.first, method.second};
}
std::vector<Role> reported(const SslkdSpec& method) {
  if (!method.teachersFrom.empty()) return {Role::Student};
  return {method.teachers.first, method.teachers.second, Role::Student};
}

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

std::string methodTitle(const MethodSpec& method) {
  struct Title {
    std::string operator()(const SupervisedSpec&) const { return "supervised"; }
    std::string operator()(const CpsSpec&) const { return "CPS"; }
    std::string operator()(const CmsSpec&) const { return "CMS"; }
    std::string operator()(const CctSpec&) const { return "CCT"; }
    std::string operator()(const SslkdSpec&) const { return "SSLKD"; }
  };
  return std::visit(Title{}, method);
}

std::string networkTitle(Role role, const NetworkSpec& network) {
  return roleTitle(role) + ", " +
         std::visit(
             [](const auto& spec) {
               const std::string scaled = spec.width == 1.0 ? "" : " ×" + shortestText(spec.width);
               return architectureTitle(spec) + scaled;
             },
             network);
}

std::vector<Role> reportedNetworks(const MethodSpec& method) {
  return std::visit([](const auto& spec) { return reported(spec); }, method);
}

std::vector<RunFolder> inTableOrder(const std::vector<RunFolder>& runs, std::vector<Problem>& leftOut) {
  std::vector<std::pair<SuiteRow, RunFolder>> placed;
  for (const RunFolder& run : runs) {
    try {
      placed.emplace_back(suiteRowOf(loadRunSpec(openRun(run.path()).spec()).method), run);
    } catch (const Error& error) {
      leftOut.push_back(error.problems().front());
    }
  }
  std::ranges::stable_sort(placed, {}, &std::pair<SuiteRow, RunFolder>::first);
  std::vector<RunFolder> ordered;
  for (auto& [row, run] : placed) ordered.push_back(std::move(run));
  return ordered;
}

ReportInput reportOf(const std::vector<RunFolder>& runs, const std::string& title, const CountComplexity& complexity) {
  ReportInput input{.title = title};
  ComplexityCounter counter(complexity);
  const std::vector<RunFolder> ordered = inTableOrder(runs, input.leftOut);
  const RunConditions conditions(ordered);
  for (const RunFolder& folder : ordered) {
    const RunSpec spec = loadRunSpec(folder.spec());
    ReportRun run{.folder = folder, .method = methodTitle(spec.method), .conditions = conditions.of(folder, spec)};
    for (const Role role : reportedNetworks(spec.method)) {
      const NetworkSpec& network = spec.networks.of(role);
      const Complexity& cost = counter.of(network, spec.data.tileSize);
      run.networks.push_back({toString(role), networkTitle(role, network), cost.parameters, cost.gigaMacs});
    }
    input.runs.push_back(std::move(run));
  }
  return input;
}

}  // namespace macadam
