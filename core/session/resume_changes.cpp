#include "session/resume_changes.h"

#include "runs/settings_table.h"
#include "spec/run_spec_toml.h"

#include <map>
#include <string>

namespace macadam {
namespace {

void allowMoreIterations(MethodSpec& method, const MethodSpec& asked) {
  std::visit(
      [&](auto& kept) {
        const auto* wanted = std::get_if<std::remove_reference_t<decltype(kept)>>(&asked);
        if (wanted != nullptr && wanted->iterations > kept.iterations) kept.iterations = wanted->iterations;
      },
      method);
}

/// `kept` with all changes of `asked` that a begun run can take.
RunSpec withAllowedChanges(RunSpec kept, const RunSpec& asked) {
  kept.device = asked.device;
  kept.threads = asked.threads;
  kept.data.decodeWorkers = asked.data.decodeWorkers;
  kept.data.cacheMegabytes = asked.data.cacheMegabytes;
  kept.schedule.labelledBatch = asked.schedule.labelledBatch;
  kept.schedule.unlabelledBatch = asked.schedule.unlabelledBatch;
  kept.schedule.timeLimitMinutes = asked.schedule.timeLimitMinutes;
  kept.schedule.evaluateEvery = asked.schedule.evaluateEvery;
  kept.schedule.checkpointEvery = asked.schedule.checkpointEvery;
  kept.schedule.previewEvery = asked.schedule.previewEvery;
  kept.schedule.previewTile = asked.schedule.previewTile;
  kept.schedule.stopAfterNoGain = asked.schedule.stopAfterNoGain;
  allowMoreIterations(kept.method, asked.method);
  return kept;
}

std::string shown(const std::string& value) {
  return value.empty() ? "empty" : value;
}

Problem refusal(const std::string& field, const std::string& before, const std::string& now) {
  return {field, "is " + shown(before) + " in this run, which was begun with it, and cannot become " + shown(now),
          field == "method.iterations" ? "name more iterations, or train a new run"
                                       : "leave it as it is, or train a new run with it"};
}

}  // namespace

std::vector<Problem> checkResumeChanges(const RunSpec& kept, const RunSpec& asked) {
  const auto settings = flattenedToml(toToml(withAllowedChanges(kept, asked)));
  const std::map<std::string, std::string> possible(settings.begin(), settings.end());
  std::vector<Problem> problems;
  for (const auto& [field, now] : flattenedToml(toToml(asked))) {
    const auto before = possible.find(field);
    if (before == possible.end() || before->second == now) continue;
    problems.push_back(refusal(field, before->second, now));
    if (field == "method.kind") break;  // its other fields then differ too
  }
  return problems;
}

}  // namespace macadam
