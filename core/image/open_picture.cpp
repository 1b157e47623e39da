#include "image/open_picture.h"

#include "base/error.h"
#include "image/claimed_size.h"
#include "image/picture_formats.h"
#include "image/signed_bytes.h"

#include <cpl_string.h>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

const char* const* driverNames() {
  static const CPLStringList kNames = [] {
    CPLStringList names;
    for (const std::string& driver : pictureDrivers()) names.AddString(driver.c_str());
    return names;
  }();
  return kNames.List();
}

Error unreadable(const fs::path& file, const std::string& why) {
  const bool lacksCodec = why.find("codec") != std::string::npos;
  return Error(file.string(), "cannot be read as a picture (" + why + ")",
               lacksCodec ? "write it again with another compression, for example DEFLATE"
                          : "export it again as PNG, JPEG or TIFF");
}

}  // namespace

GdalDataset openPicture(const fs::path& file) {
  const GdalSession session;
  GdalDataset dataset(GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, driverNames(), nullptr, nullptr));
  if (!dataset || GDALGetRasterCount(dataset.get()) < 1) {
    std::error_code unknown;
    if (!fs::exists(file, unknown)) throw Error(file.string(), "is not there", "put it back where it was");
    throw unreadable(file, session.message());
  }
  if (const auto problem = impossibleSize(file, dataset)) throw Error({*problem});
  const std::string_view driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset.get()));
  if (driver == "VRT") sourcesOfVrt(file);  // throws where they are no pictures of this machine
  return holdsSignedBytes(dataset.get()) ? openSignedBytes(file, dataset.get()) : std::move(dataset);
}

}  // namespace macadam
