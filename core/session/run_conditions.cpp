#include "session/run_conditions.h"

#include "base/error.h"
#include "data/split.h"
#include "runs/provenance.h"
#include "session/data_record.h"
#include "spec/idle_settings.h"
#include "spec/run_spec_toml.h"
#include "spec/settings.h"

#include <optional>

namespace macadam {
namespace {

constexpr std::size_t kShownDigits = 4;  ///< Of a hash; enough to tell a few from each other.

/// Empty where nobody wrote it down, or where it is damaged.
std::optional<Provenance> provenanceOf(const RunFolder& run) {
  try {
    return loadProvenance(run.provenance());
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// What the run was trained on, in turn where it was gone on with after a change; empty where that is not recorded.
std::string fingerprintsOf(const RunFolder& run) {
  std::error_code unknown;
  if (!std::filesystem::exists(run.dataFiles(), unknown)) return {};
  const std::optional<Provenance> provenance = provenanceOf(run);
  if (!provenance) return {};
  std::string text = provenance->dataFingerprint;
  for (const Resumption& each : provenance->resumed) {
    if (!each.dataFingerprint.empty()) text += '+' + each.dataFingerprint;
  }
  return text;
}

std::string shortened(const std::string& name, const std::string& hash) {
  const std::string digits = hash.substr(0, kShownDigits);
  return name + (name.empty() || digits.empty() ? "" : " ") + digits;
}

Condition splitOf(const RunFolder& run) {
  std::string name, hash;
  try {
    const Split split = loadSplit(run.split());
    name = split.name;
    hash = split.hash();
  } catch (const Error&) {
    if (const auto provenance = provenanceOf(run)) hash = provenance->splitHash;
  }
  return {"split", hash, shortened(name, hash)};
}

/// Of teachers that were given, what the spec says of their training is all that is known here.
RunSpec withItsOwnTeachers(RunSpec spec) {
  if (auto* method = std::get_if<SslkdSpec>(&spec.method)) method->teachersFrom.clear();
  return spec;
}

/// Data and split are compared by what they hold, seeds are what a row has several of.
bool decides(const Setting& setting) {
  return (setting.effect == Effect::Result || setting.effect == Effect::Course) && !setting.key.starts_with("split.");
}

}  // namespace

RunConditions::RunConditions(const std::vector<RunFolder>& runs) {
  for (const RunFolder& run : runs) {
    if (fingerprintsOf(run).empty()) unrecorded_.insert(loadRunSpec(run.spec()).data.path);
  }
}

Condition RunConditions::dataOf(const RunFolder& run, const RunSpec& spec) const {
  const std::filesystem::path path = spec.data.path;
  if (unrecorded_.contains(spec.data.path)) return {"data", spec.data.path, path.filename().string()};
  const std::string prints = fingerprintsOf(run);
  return {"data", prints, shortened(path.filename().string(), prints)};
}

std::vector<Condition> RunConditions::of(const RunFolder& run, const RunSpec& spec) const {
  std::vector<Condition> conditions{dataOf(run, spec), splitOf(run)};
  const std::vector<IdleSetting> idle = idleSettings(withItsOwnTeachers(spec));
  const std::string maskRule = recordedMaskRule(run);
  for (Setting& setting : settingsOf(spec)) {
    if (!decides(setting) || !whyIdle(setting.key, idle).empty()) continue;
    if (setting.key == "data.mask_values" && !maskRule.empty()) setting.value = maskRule;  // whoever decided it
    conditions.push_back({setting.key, setting.value, setting.value.empty() ? "(empty)" : setting.value});
  }
  return conditions;
}

}  // namespace macadam
