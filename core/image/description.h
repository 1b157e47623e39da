#pragma once

#include <filesystem>
#include <string>

namespace macadam {

/// What a PNG or TIFF says of itself (describePng, RasterWriter::describe); empty where it says nothing.
/// @throws Error as openPicture.
std::string descriptionOf(const std::filesystem::path& file);

}  // namespace macadam
