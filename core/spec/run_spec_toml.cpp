#include "spec/run_spec_toml.h"

#include "base/atomic_file.h"
#include "spec/run_spec_format.h"
#include "spec/spec_paths.h"
#include "spec/spec_reader.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

[[noreturn]] void refuse(const toml::parse_error& error, const std::string& source) {
  const std::string line = std::to_string(error.source().begin.line);
  throw Error(source + ":" + line, "is not TOML (" + std::string(error.description()) + ")",
              "mend the line; texts stand in quotes, as in name = \"run\"");
}

RunSpec read(const toml::table& table, const std::string& source, NewAlternative others, RunSpec base) {
  std::vector<Problem> problems;
  SpecReader::readRoot(table, source, others, base, problems);
  if (!problems.empty()) throw Error(std::move(problems));
  return base;
}

/// @throws toml::parse_error, NewerFormat
toml::table presentTable(std::string_view toml, const std::string& source) {
  toml::table table = toml::parse(toml, source);
  bringUpToDate(table, kRunSpecFormat, source);
  return table;
}

toml::table parseAssignment(const std::string& field, const std::string& value) {
  try {
    return toml::parse(field + " = " + value);
  } catch (const toml::parse_error&) {  // a text without quotes
    return toml::parse(field + " = " + literal(value));
  }
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

struct Assignment {
  std::string field;
  std::string value;
};

Assignment parts(std::string_view assignment) {
  const auto equals = assignment.find('=');
  std::string field = trimmed(assignment.substr(0, equals));
  if (equals == std::string_view::npos || field.empty()) {
    throw Error("'" + std::string(assignment) + "'", "is no assignment",
                "write field=value, as in schedule.learning_rate=0.02");
  }
  return {std::move(field), trimmed(assignment.substr(equals + 1))};
}

/// Whether it names a method or an architecture, alone or within a whole table.
bool choosesAnAlternative(const std::string& assignment) {
  const auto [field, value] = parts(assignment);
  const std::string_view key = std::string_view(field).substr(field.rfind('.') + 1);
  return key == kMethodKey || key == kArchitectureKey || value.starts_with('{');
}

}  // namespace

RunSpec parseRunSpec(std::string_view toml, const std::string& source) {
  try {
    return read(presentTable(toml, source), source, NewAlternative::Defaults, {});
  } catch (const toml::parse_error& error) {
    refuse(error, source);
  }
}

void applyToml(RunSpec& spec, std::string_view toml, const std::string& source) {
  try {
    spec = read(presentTable(toml, source), source, NewAlternative::CarriesOver, spec);
  } catch (const toml::parse_error& error) {
    refuse(error, source);
  }
}

RunSpec loadRunSpec(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) {
    throw Error(file.string(), std::string("cannot be read (") + std::strerror(errno) + ")",
                "check the name; a preset is named without .toml");
  }
  RunSpec spec = parseRunSpec(text, file.string());
  resolvePaths(spec, file.parent_path());
  return spec;
}

void saveRunSpec(const RunSpec& spec, const std::filesystem::path& file) {
  std::error_code unreadable;
  if (std::filesystem::exists(file, unreadable)) {
    try {
      loadRunSpec(file);
    } catch (const NewerFormat&) {
      throw;
    } catch (const Error&) {  // what cannot be read may be written over
    }
  }
  writeTextAtomically(file, toToml(spec));
}

void applyOverride(RunSpec& spec, std::string_view assignment) {
  const auto [field, value] = parts(assignment);
  try {
    RunSpec changed = read(parseAssignment(field, value), "", NewAlternative::CarriesOver, spec);
    resolvePaths(changed, std::filesystem::current_path());
    spec = std::move(changed);
  } catch (const toml::parse_error&) {
    throw Error("'" + field + "'", "is no field", "write its table and key, as in schedule.learning_rate=0.02");
  }
}

void applyOverrides(RunSpec& spec, std::vector<std::string> assignments) {
  std::ranges::stable_partition(assignments, choosesAnAlternative);
  for (const std::string& assignment : assignments) applyOverride(spec, assignment);
}

}  // namespace macadam
