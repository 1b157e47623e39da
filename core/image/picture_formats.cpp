#include "image/picture_formats.h"

#include "image/gdal_session.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <string_view>

namespace macadam {
namespace {

struct Format {
  const char* driver;
  const char* extensions;
  double mostPixelsInAByte;
};

/// A codec that writes long runs as a few bytes: zstandard needs four for 128 kB, which are 2^20 pixels of one bit.
constexpr double kRuns = 1 << 18;

/// Of the names that GDAL gives its formats only those that mean a picture and nothing else: .rst, .map, .xml, .nc or
/// .pdf are not. PNG: deflate writes at most 1032 bytes as one, of pixels of one bit. JPEG: at least a bit for an 8×8
/// block, and a thirty-second of that with arithmetic coding.
constexpr std::array kFormats{
    Format{"GTiff", "tif tiff", kRuns},
    Format{"PNG", "png", 1032 * 8},
    Format{"JPEG", "jpg jpeg jpe jfif", 64 * 8 * 32},
    Format{"BMP", "bmp dib", kRuns},
    Format{"JP2OpenJPEG", "jp2 j2k j2c jpc jpx jpf", 1 << 24},
    Format{"JP2KAK", "jp2 j2k j2c jpc jpx jpf", 1 << 24},
    Format{"JP2ECW", "jp2 j2k j2c jpc jpx jpf", 1 << 24},
    Format{"JP2MrSID", "jp2 j2k j2c jpc jpx jpf", 1 << 24},
    Format{"JP2Lura", "jp2 j2k j2c jpc jpx jpf", 1 << 24},
    Format{"ECW", "ecw", 0},
    Format{"MrSID", "sid", 0},
    Format{"WEBP", "webp", 0},
    Format{"JPEGXL", "jxl", 0},
    Format{"HEIF", "heic heif", 0},
    Format{"AVIF", "avif", 0},
    Format{"GIF", "gif", kRuns},
    Format{"BIGGIF", "gif", kRuns},
    Format{"HFA", "img", 0},
    Format{"ENVI", "bsq bip", 0},
    Format{"EHdr", "bil", 0},
    Format{"ERS", "ers", 0},
    Format{"PCIDSK", "pix", 0},
    Format{"RMF", "rsw", 0},
    Format{"NITF", "ntf nitf", 0},
    Format{"MRF", "mrf", 0},
    Format{"PNM", "pgm ppm pnm", 8},
    Format{"TGA", "tga", kRuns},
    Format{"SGI", "sgi", kRuns},
    Format{"VRT", "vrt", 0},
};

bool isInstalled(const Format& format) {
  const GdalSession session;
  return GDALGetDriverByName(format.driver) != nullptr;
}

std::set<std::string> extensionsOfInstalled() {
  std::set<std::string> extensions;
  for (const Format& format : kFormats) {
    if (!isInstalled(format)) continue;
    std::istringstream words(format.extensions);
    for (std::string word; words >> word;) extensions.insert('.' + word);
  }
  return extensions;
}

}  // namespace

bool isPictureFile(const std::filesystem::path& file) {
  static const std::set<std::string> kExtensions = extensionsOfInstalled();
  std::string extension = file.extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return kExtensions.contains(extension);
}

const std::vector<std::string>& pictureDrivers() {
  static const std::vector<std::string> kInstalled = [] {
    std::vector<std::string> drivers;
    for (const Format& format : kFormats) {
      if (isInstalled(format)) drivers.emplace_back(format.driver);
    }
    return drivers;
  }();
  return kInstalled;
}

double mostPixelsInAByte(const std::string& driver) {
  const auto* format = std::ranges::find(kFormats, std::string_view(driver), &Format::driver);
  return format == kFormats.end() ? 0 : format->mostPixelsInAByte;
}

}  // namespace macadam
