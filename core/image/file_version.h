#pragma once

#include <filesystem>
#include <string>

namespace macadam {

/// Another text once a picture file has changed, or one of the files beside it with which it is read: mask bands
/// (.msk), metadata (.aux.xml), overviews (.ovr), world files. What is remembered of a file is remembered of a version.
std::string versionOf(const std::filesystem::path& file);

}  // namespace macadam
