#pragma once

#include <filesystem>
#include <string>

namespace macadam {

/// What a file holds, as contentOf (base/content_hash.h), read once for as long as the file stays as it is. Safe to
/// call from many threads. @throws Error when it cannot be read.
std::string knownContentOf(const std::filesystem::path& file);

}  // namespace macadam
