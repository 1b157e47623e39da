#pragma once

#include "spec/field.h"
#include "spec/run_spec.h"

#include <string>
#include <vector>

namespace macadam {

/// One field of a spec with its value.
struct Setting {
  std::string key;    ///< Dotted, as in `schedule.learning_rate`.
  std::string value;  ///< As a file writes it, a text without its quotes.
  Effect effect = Effect::Result;

  bool operator==(const Setting&) const = default;
};

/// Every field of a spec in the file's order, the kinds of its method and networks among them.
std::vector<Setting> settingsOf(const RunSpec& spec);

/// A field that two specs do not share or in which they differ; a value that one of them does not have is `–`.
struct SettingChange {
  std::string key;
  std::string before, now;
  Effect effect = Effect::Result;
};

/// In the file's order: the fields of `before`, then those that `now` alone has.
std::vector<SettingChange> changedSettings(const RunSpec& before, const RunSpec& now);

}  // namespace macadam
