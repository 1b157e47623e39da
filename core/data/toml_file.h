#pragma once

#include "base/error.h"
#include "spec/toml_format.h"

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace macadam {

/// @throws Error with file and line when it cannot be read or is not TOML.
inline toml::table readTomlFile(const std::filesystem::path& file) {
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    throw Error(line == 0 ? file.string() : file.string() + ":" + std::to_string(line),
                "cannot be read (" + std::string(error.description()) + ")",
                line == 0 ? "restore the file, or make it readable" : "mend the line, or restore the file");
  }
}

/// The same, brought to the present version of its format. @throws NewerFormat too
inline toml::table readTomlFile(const std::filesystem::path& file, const TomlFormat& format) {
  toml::table table = readTomlFile(file);
  bringUpToDate(table, format, file.string());
  return table;
}

/// A file that cannot be read may be written over. @throws NewerFormat where one may not.
inline void requireReplaceable(const std::filesystem::path& file, const TomlFormat& format) {
  std::error_code unreadable;
  if (!std::filesystem::exists(file, unreadable)) return;
  try {
    readTomlFile(file, format);
  } catch (const NewerFormat&) {
    throw;
  } catch (const Error&) {
  }
}

}  // namespace macadam
