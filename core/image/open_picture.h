#pragma once

#include "image/gdal_session.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// Opens a picture or a mask for reading, in any format of picture_formats.h, by its contents whatever the name says.
///
/// @throws Error naming the file where it is no such picture, its header is damaged, it claims more pixels than its
/// bytes can hold, or it is a VRT whose pixels are not those of picture files on this machine.
GdalDataset openPicture(const std::filesystem::path& file);

/// The files whose pixels a VRT shows, in the order in which it names them, those of VRTs in it included; none for any
/// other file. Remembered as long as none of them changes. @throws Error as openPicture.
std::vector<std::filesystem::path> sourcesOfVrt(const std::filesystem::path& file);

}  // namespace macadam
