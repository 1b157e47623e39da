#include "cli/resume_notes.h"

#include "spec/idle_settings.h"
#include "spec/settings.h"

#include <algorithm>
#include <set>

namespace macadam {
namespace {

/// The fields that the options name, each once.
std::set<std::string> givenKeys(const SpecOptions& given) {
  std::set<std::string> keys;
  for (const std::string& assignment : given.assignments) {
    const std::string key = assignment.substr(0, assignment.find('='));
    keys.insert(key.substr(key.find_first_not_of(' '), key.find_last_not_of(' ') + 1));
  }
  if (!given.device.empty()) keys.insert("device");
  if (!given.data.empty()) keys.insert("data.path");
  return keys;
}

}  // namespace

std::vector<std::string> resumeNotes(const RunSpec& kept, const RunSpec& asked, const SpecOptions& given,
                                     bool isComplete) {
  const std::vector<IdleSetting> idle = idleSettings(asked);
  const std::vector<Setting> before = settingsOf(kept), now = settingsOf(asked);
  std::vector<std::string> notes;
  for (const std::string& key : givenKeys(given)) {
    const auto was = std::ranges::find(before, key, &Setting::key);
    const auto is = std::ranges::find(now, key, &Setting::key);
    if (is == now.end()) continue;  // a whole table
    if (was != before.end() && was->value == is->value) {
      notes.push_back(key + " is " + (is->value.empty() ? "empty" : is->value) + " in this run already");
    } else if (isComplete) {
      notes.push_back(key + " has no effect: the run is complete");
    } else if (const std::string why = whyIdle(key, idle); !why.empty()) {
      notes.push_back(key + " has no effect: " + why);
    }
  }
  return notes;
}

}  // namespace macadam
