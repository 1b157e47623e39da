#pragma once

#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// Values of one setting, one for each group of runs; several values of one group are joined by commas.
struct SettingRow {
  std::string key;
  std::vector<std::string> values;

  bool operator==(const SettingRow&) const = default;
};

/// A spec as dotted keys and TOML values, in the file's order. @throws Error when the text is not TOML.
std::vector<std::pair<std::string, std::string>> flattenedToml(const std::string& toml);

/// The settings in which any two runs differ; a setting that a run does not have shows as `–`.
/// `groups` holds the specs of each group's runs. The run's name is not a setting.
std::vector<SettingRow> differingSettings(const std::vector<std::vector<std::string>>& groups);

}  // namespace macadam
