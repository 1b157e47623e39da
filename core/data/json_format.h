#pragma once

#include "base/file_format.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace macadam {

using JsonFormat = FileFormat<nlohmann::ordered_json>;

/// Takes the version out of an object and makes the rest of it what the present one holds.
/// @throws NewerFormat, or nlohmann's exception where the version is no number or `json` no object.
inline void bringUpToDate(nlohmann::ordered_json& json, const JsonFormat& format, const std::string& source) {
  const std::int64_t version = json.value(kFormatKey, std::int64_t{1});
  json.erase(kFormatKey);
  format.bringUpToDate(json, version, source);
}

/// States the version of what is about to be written; version 1 is not stated.
inline void stateVersion(nlohmann::ordered_json& json, const JsonFormat& format) {
  if (format.version() > 1) json[kFormatKey] = format.version();
}

/// A file that cannot be read may be written over. @throws NewerFormat where one may not.
inline void requireReplaceable(const std::filesystem::path& file, const JsonFormat& format) {
  std::ifstream stream(file);
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(stream, nullptr, false);
  if (!json.is_object() || !json.contains(kFormatKey) || !json[kFormatKey].is_number_integer()) return;
  requireKnownVersion(format.holds, json[kFormatKey].get<std::int64_t>(), format.version(), file.string());
}

}  // namespace macadam
