#pragma once

#include "base/file_format.h"

#include <toml++/toml.h>

#include <string>

namespace macadam {

using TomlFormat = FileFormat<toml::table>;

/// Takes the version out of a table and makes the rest of it what the present one holds.
/// @throws NewerFormat, or Error where the version is no number.
inline void bringUpToDate(toml::table& table, const TomlFormat& format, const std::string& source) {
  std::int64_t version = 1;
  if (const toml::node* stated = table.get(kFormatKey)) {
    const auto number = stated->value_exact<std::int64_t>();
    if (!number)
      throw Error(source + ": " + kFormatKey, "is no number", "write the version of the file, or leave it out");
    version = *number;
    table.erase(kFormatKey);
  }
  format.bringUpToDate(table, version, source);
}

/// What a file begins with; nothing for version 1.
inline std::string versionLine(const TomlFormat& format) {
  return format.version() > 1 ? kFormatKey + (" = " + std::to_string(format.version())) + "\n" : std::string();
}

}  // namespace macadam
