#pragma once

#include "base/error.h"

#include <toml++/toml.h>

#include <filesystem>
#include <string>

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

}  // namespace macadam
