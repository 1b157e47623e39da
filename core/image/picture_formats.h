#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// Whether the name is that of a picture in a format that the installed GDAL reads (.tif .png .jpg .jp2 .vrt .webp …),
/// in any capitals.
///
/// Side files (.aux.xml, .ovr, .msk, world files) are not, nor are formats that also hold documents, tables or vectors.
/// Safe to call from many threads.
bool isPictureFile(const std::filesystem::path& file);

/// GDAL's names of the formats that are read as pictures and installed. None of them reaches into the network.
const std::vector<std::string>& pictureDrivers();

/// The most pixels that a byte of such a file can stand for; 0 where no limit is known.
double mostPixelsInAByte(const std::string& driver);

}  // namespace macadam
