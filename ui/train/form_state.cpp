#include "ui/train/form_state.h"

#include "runs/settings_table.h"
#include "spec/network_choices.h"
#include "spec/run_spec_toml.h"
#include "spec/settings.h"
#include "ui/train/method_edits.h"
#include "ui/train/method_rows.h"
#include "ui/train/spec_words.h"

#include <utility>
#include <variant>
#include <vector>

namespace macadam {
namespace {

/// `small` for a run `small-sslkd`.
std::string baseNameOf(const RunSpec& spec) {
  const std::string suffix = "-" + choiceOf(spec);
  const bool named = spec.name.size() > suffix.size() && spec.name.ends_with(suffix);
  return named ? spec.name.substr(0, spec.name.size() - suffix.size()) : spec.name;
}

/// With the architecture of a network goes all else of it.
bool belongsTo(const std::string& path, const std::string& key) {
  const std::string last = "." + std::string(kArchitectureKey);
  return path.ends_with(last) && key.starts_with(path.substr(0, path.size() - last.size() + 1));
}

}  // namespace

void FormState::begin(const RunSpec& settings, const QString& madeFrom) {
  from = madeFrom;
  spec = begun = settings;
  methods.clear();
  baseName = baseNameOf(settings);
  if (std::holds_alternative<SslkdSpec>(settings.method)) base = settings;
}

std::string FormState::row() const {
  return choiceOf(spec);
}

MethodSpec FormState::methodFor(const std::string& chosen) const {
  if (chosen == row()) return spec.method;
  const auto known = methods.find(chosen);
  return known != methods.end() ? known->second : withEdits(methodOf(chosen, base), methodOf(row(), base), spec.method);
}

void FormState::chooseRow(const std::string& chosen) {
  MethodSpec method = methodFor(chosen);
  methods.insert_or_assign(row(), spec.method);
  spec.method = std::move(method);
}

std::string FormState::nameFor(const std::string& chosen) const {
  return baseName + "-" + chosen;
}

RunSpec FormState::untouched() const {
  RunSpec untouched = begun;
  const std::string first = choiceOf(begun);
  if (row() != first) untouched.method = withEdits(methodOf(row(), base), methodOf(first, base), begun.method);
  if (spec.name == nameFor(row())) untouched.name = spec.name;
  return untouched;
}

std::map<std::string, std::string> FormState::changes() const {
  std::map<std::string, std::string> before;
  for (Setting& setting : settingsOf(untouched())) before.emplace(std::move(setting.key), std::move(setting.value));
  std::map<std::string, std::string> changed;
  for (const Setting& setting : settingsOf(spec)) {
    const auto known = before.find(setting.key);
    if (known != before.end() && known->second != setting.value) changed.insert(*known);
  }
  if (const std::string was = choiceOf(begun); was != row()) changed["method.kind"] = rowLabel(was).toStdString();
  return changed;
}

void FormState::reset(const std::string& path) {
  std::vector<std::string> assignments;
  for (const auto& [key, value] : flattenedToml(toToml(untouched()))) {
    if (key == path || belongsTo(path, key)) assignments.push_back(key + "=" + value);
  }
  applyOverrides(spec, std::move(assignments));
}

}  // namespace macadam
