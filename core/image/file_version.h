#pragma once

#include <filesystem>
#include <string>

namespace macadam {

/// Another text once a picture file has changed, or one of the files beside it with which it is read: mask bands
/// (.msk), metadata (.aux.xml), overviews (.ovr), world files; of a VRT also once one has changed whose pixels it
/// shows. What is remembered of a file is remembered of a version. @throws Error as sourcesOfVrt.
std::string versionOf(const std::filesystem::path& file);

/// Another text once this one file has changed; empty where it is not there.
std::string stampOf(const std::filesystem::path& file);

}  // namespace macadam
