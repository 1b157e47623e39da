#include "spec/settings.h"

#include "spec/run_spec_fields.h"

#include <algorithm>

namespace macadam {
namespace {

constexpr const char* kNone = "–";

std::string plainText(const std::string& text) {
  return text;
}
std::string plainText(const DeviceSpec& device) {
  return toText(device);
}
std::string plainText(const auto& value) {
  return literal(value);
}

/// A visitor that lists the fields of one struct and of those in it.
class SettingList {
 public:
  SettingList(std::vector<Setting>& settings, std::string path) : settings_(settings), path_(std::move(path)) {}

  void value(const Field& field, const auto& member) { add(field.key, plainText(member), field.effect); }

  void choice(const Field& field, const auto& member, const auto& choices) {
    add(field.key, std::string(nameOf(member, choices)), field.effect);
  }

  void table(const Field& field, const auto& spec) {
    SettingList inner(settings_, joinPath(path_, field.key));
    visitFields(spec, inner);
  }

  void method(const Field& field, const MethodSpec& method) {
    SettingList inner(settings_, joinPath(path_, field.key));
    inner.add(kMethodKey, std::string(factsOf(method).name), Effect::Result);
    std::visit([&inner](const auto& spec) { visitFields(spec, inner); }, method);
  }

 private:
  void add(std::string_view key, std::string value, Effect effect) {
    settings_.push_back({joinPath(path_, key), std::move(value), effect});
  }

  std::vector<Setting>& settings_;
  std::string path_;
};

}  // namespace

std::vector<Setting> settingsOf(const RunSpec& spec) {
  std::vector<Setting> settings;
  SettingList list(settings, "");
  visitFields(spec, list);
  return settings;
}

std::vector<SettingChange> changedSettings(const RunSpec& before, const RunSpec& now) {
  const std::vector<Setting> earlier = settingsOf(before), later = settingsOf(now);
  std::vector<SettingChange> changes;
  for (const Setting& setting : earlier) {
    const auto found = std::ranges::find(later, setting.key, &Setting::key);
    const std::string value = found == later.end() ? kNone : found->value;
    if (value != setting.value) changes.push_back({setting.key, setting.value, value, setting.effect});
  }
  for (const Setting& setting : later) {
    const bool isNew = std::ranges::find(earlier, setting.key, &Setting::key) == earlier.end();
    if (isNew) changes.push_back({setting.key, kNone, setting.value, setting.effect});
  }
  return changes;
}

}  // namespace macadam
