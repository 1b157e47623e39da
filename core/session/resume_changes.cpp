#include "session/resume_changes.h"

#include "spec/settings.h"

#include <algorithm>

namespace macadam {
namespace {

/// What `data.path` and `method.teachers_from` name is compared by its contents when the run goes on.
bool isAllowed(const SettingChange& change, const RunSpec& kept, const RunSpec& asked) {
  if (change.key == "data.path") return true;
  if (change.key == "method.teachers_from") return !change.before.empty() && !change.now.empty();
  // Once the masks alone decided: what they were taken for can be said where that is now left open.
  if (change.key == "data.mask_values") return kept.data.maskValues.empty();
  if (change.key == "method.iterations") return iterationsOf(asked.method) > iterationsOf(kept.method);
  return canChangeOnResume(change.effect);
}

std::string shown(const std::string& value) {
  return value.empty() ? "empty" : value;
}

Problem refusal(const SettingChange& change) {
  return {
      change.key,
      "is " + shown(change.before) + " in this run, which was begun with it, and cannot become " + shown(change.now),
      change.key == "method.iterations" ? "name more iterations, or train a new run"
                                        : "leave it as it is, or train a new run with it"};
}

}  // namespace

bool canChangeOnResume(Effect effect) {
  return effect == Effect::Course || effect == Effect::Rounding || effect == Effect::None;
}

std::vector<Problem> checkResumeChanges(const RunSpec& kept, const RunSpec& asked) {
  std::vector<Problem> problems;
  for (const SettingChange& change : changedSettings(kept, asked)) {
    if (isAllowed(change, kept, asked)) continue;
    problems.push_back(refusal(change));
    if (change.key == "method.kind") break;  // its other fields then differ too
  }
  return problems;
}

}  // namespace macadam
