#include "image/gdal_session.h"

#include "image/gdal_folders.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <mutex>

namespace macadam {
namespace {

/// Of decoded blocks of all files together; by itself GDAL takes a twentieth of the machine's memory.
constexpr GIntBig kBlockCacheBytes = 192 << 20;

void prepareGdal() {
  useOwnGdalFolders();
  GDALAllRegister();
  if (CPLGetConfigOption("GDAL_CACHEMAX", nullptr) == nullptr) GDALSetCacheMax64(kBlockCacheBytes);
  // A truncated JPEG is an error, not a picture with a grey end.
  CPLSetConfigOption("GDAL_ERROR_ON_LIBJPEG_WARNING", "YES");
  // Side files are looked for by name: listing a folder of thousands of tiles for each of them is slow.
  CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "TRUE");
}

}  // namespace

GdalSession::GdalSession() {
  static std::once_flag prepared;
  std::call_once(prepared, prepareGdal);
  CPLPushErrorHandler(CPLQuietErrorHandler);
  CPLErrorReset();
}

GdalSession::~GdalSession() {
  CPLPopErrorHandler();
}

bool GdalSession::failed() const {
  return CPLGetLastErrorType() >= CE_Failure;
}

std::string GdalSession::message() const {
  const std::string text = CPLGetLastErrorMsg();
  return text.empty() ? "it is in no format that is read here" : text;
}

}  // namespace macadam
