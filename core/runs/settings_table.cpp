#include "runs/settings_table.h"

#include "base/error.h"
#include "spec/field.h"
#include "spec/run_spec_format.h"

#include <toml++/toml.h>

#include <algorithm>
#include <locale>
#include <map>
#include <sstream>

namespace macadam {
namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

struct Placed {
  toml::source_position where;
  std::string key;
  std::string value;
};

std::string valueText(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_floating_point()) return literal(number->get());
  std::ostringstream stream;
  stream.imbue(std::locale::classic());
  node.visit([&](const auto& concrete) { stream << concrete; });
  return stream.str();
}

void flatten(const toml::table& table, const std::string& prefix, std::vector<Placed>& placed) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const auto* inner = node.as_table()) {
      flatten(*inner, name + '.', placed);
    } else {
      placed.push_back({node.source().begin, name, valueText(node)});
    }
  }
}

void appendOnce(std::string& list, const std::string& value, std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), value) != known.end()) return;
  list += (known.empty() ? "" : ", ") + value;
  known.push_back(value);
}

}  // namespace

Settings flattenedToml(const std::string& text) {
  std::vector<Placed> placed;
  try {
    toml::table table = toml::parse(text);
    bringUpToDate(table, kRunSpecFormat, "run.toml");
    flatten(table, {}, placed);
  } catch (const toml::parse_error& error) {
    throw Error("run.toml line " + std::to_string(error.source().begin.line), std::string(error.description()),
                "restore the file from a copy of the run");
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  });
  Settings settings;
  for (Placed& each : placed) settings.emplace_back(std::move(each.key), std::move(each.value));
  return settings;
}

std::vector<SettingRow> differingSettings(const std::vector<std::vector<std::string>>& groups) {
  std::vector<std::vector<std::map<std::string, std::string>>> settings;
  std::vector<std::string> keys;
  for (const auto& group : groups) {
    auto& ofGroup = settings.emplace_back();
    for (const std::string& toml : group) {
      auto& ofRun = ofGroup.emplace_back();
      for (auto& [key, value] : flattenedToml(toml)) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
        ofRun.emplace(key, value);
      }
    }
  }
  std::vector<SettingRow> rows;
  for (const std::string& key : keys) {
    if (key == "name") continue;
    SettingRow row{.key = key};
    std::vector<std::string> everywhere;
    for (const auto& group : settings) {
      std::string& list = row.values.emplace_back();
      std::vector<std::string> inGroup;
      for (const auto& run : group) {
        const auto found = run.find(key);
        const std::string value = found == run.end() ? "–" : found->second.empty() ? "(empty)" : found->second;
        appendOnce(list, value, inGroup);
        if (std::find(everywhere.begin(), everywhere.end(), value) == everywhere.end()) everywhere.push_back(value);
      }
    }
    if (everywhere.size() > 1) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace macadam
