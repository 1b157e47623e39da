#pragma once

#include <filesystem>

namespace macadam {

/// Whether a PNG or JPEG has the mark that ends it. One that was cut short while it was copied or downloaded opens, but
/// cannot be decoded. True for every other file, and where it cannot be told.
bool hasItsEnd(const std::filesystem::path& file);

}  // namespace macadam
