#include "spec/suite_rows.h"

#include "base/error.h"
#include "base/nearest_name.h"
#include "spec/embedded_files.h"
#include "spec/run_spec_toml.h"
#include "spec/settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <tuple>
#include <variant>

namespace macadam {
namespace {

struct AllTables {
  std::vector<SuiteTable> tables;
  std::vector<SuiteRow> rows;
};

/// What a row has of its own; all else of it is a spec.
constexpr std::array<std::string_view, 4> kOwnKeys{"name", "title", "trains", "teachers"};

SuiteRow readRow(const toml::table& table) {
  SuiteRow row;
  row.name = table["name"].value_or<std::string>("");
  row.title = table["title"].value_or<std::string>("");
  row.trains = table["trains"].value_or<std::string>("student") == "teachers" ? SuiteRow::Trains::Teachers
                                                                              : SuiteRow::Trains::Student;
  row.teachers = table["teachers"].value_or<std::string>("");
  row.method = table["method"][kMethodKey].value_or<std::string>("");
  toml::table changes = table;
  for (const std::string_view key : kOwnKeys) changes.erase(key);
  std::ostringstream text;
  text << changes;
  row.changes = text.str();
  row.changesMethodAlone = changes.size() == 1 && changes.contains("method");
  return row;
}

/// A table `includes` the rows of another one before its own.
AllTables readTables() {
  AllTables all;
  for (const EmbeddedFile& file : suiteFiles()) {
    const toml::table content = toml::parse(file.text, "suite " + std::string(file.name));
    SuiteTable table{.name = std::string(file.name), .title = content["title"].value_or<std::string>("")};
    const auto included = content["includes"].value<std::string>();
    for (const SuiteTable& other : all.tables) {
      if (other.name == included) table.rows = other.rows;
    }
    for (const toml::node& node : *content["row"].as_array()) {
      all.rows.push_back(readRow(*node.as_table()));
      table.rows.push_back(all.rows.back().name);
    }
    all.tables.push_back(std::move(table));
  }
  return all;
}

const AllTables& allTables() {
  static const AllTables kTables = readTables();
  return kTables;
}

template <typename T>
const T& named(const std::vector<T>& list, const std::string& name, const char* what) {
  const auto found = std::ranges::find(list, name, &T::name);
  if (found != list.end()) return *found;
  std::vector<std::string> known;
  for (const T& each : list) known.push_back(each.name);
  throw Error(what + (" '" + name + "'"), "does not exist", suggestName(name, known));
}

RunSpec withChanges(RunSpec spec, const SuiteRow& row) {
  applyToml(spec, row.changes, "suite row " + row.name);
  return spec;
}

}  // namespace

const std::vector<SuiteTable>& suiteTables() {
  return allTables().tables;
}

const SuiteTable& suiteTable(const std::string& name) {
  return named(suiteTables(), name, "table");
}

const std::vector<SuiteRow>& suiteRows() {
  return allTables().rows;
}

const SuiteRow& suiteRow(const std::string& name) {
  return named(suiteRows(), name, "row");
}

RunSpec settingsOf(const SuiteRow& row, const RunSpec& base) {
  RunSpec spec = base;
  if (row.trains == SuiteRow::Trains::Teachers) spec.method = std::get<SslkdSpec>(base.method).teachers;
  return withChanges(std::move(spec), row);
}

const SuiteRow* rowOf(const RunSpec& spec, const std::vector<SuiteRow>& among) {
  const auto trains = mainPart(spec.method).role.isStudent() ? SuiteRow::Trains::Student : SuiteRow::Trains::Teachers;
  const SuiteRow* best = nullptr;
  std::tuple<bool, std::size_t, std::size_t>
      least;  // trains others, settings that differ, settings that it leaves open
  for (const SuiteRow& row : among) {
    if (row.method != factsOf(spec.method).name) continue;
    const std::tuple distance{row.trains != trains, changedSettings(spec, withChanges(spec, row)).size(),
                              SIZE_MAX - row.changes.size()};
    if (best != nullptr && distance >= least) continue;
    best = &row;
    least = distance;
  }
  return best;
}

std::size_t placeOf(const SuiteRow* row) {
  return row == nullptr ? suiteRows().size() : static_cast<std::size_t>(row - suiteRows().data());
}

}  // namespace macadam
