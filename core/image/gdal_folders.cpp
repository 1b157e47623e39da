#include "image/gdal_folders.h"

#include <gdal.h>

#include <cpl_conv.h>
#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <ogr_srs_api.h>
#include <string>
#include <system_error>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// The folder of the library that holds a function; empty where it cannot be told.
fs::path folderOfLibrary(const void* function) {
  Dl_info found{};
  if (function == nullptr || dladdr(function, &found) == 0 || found.dli_fname == nullptr) return {};
  std::error_code unknown;
  return fs::canonical(found.dli_fname, unknown).parent_path();
}

/// `share/NAME` above a library's folder, where it holds `knownFile`; empty where there is none.
fs::path dataFolder(fs::path folder, const char* name, const char* knownFile) {
  std::error_code unknown;
  for (; folder.has_relative_path(); folder = folder.parent_path()) {
    const fs::path candidate = folder / "share" / name;
    if (fs::exists(candidate / knownFile, unknown)) return candidate;
  }
  return {};
}

void useProj(const fs::path& folder) {
  if (folder.empty()) return;
  const std::string text = folder.string();
  const char* const paths[] = {text.c_str(), nullptr};
  OSRSetPROJSearchPaths(paths);
}

}  // namespace

void useOwnGdalFolders() {
  const fs::path gdal = folderOfLibrary(reinterpret_cast<const void*>(&GDALAllRegister));
  if (const fs::path data = dataFolder(gdal, "gdal", "gdalvrt.xsd"); !data.empty()) {
    CPLSetConfigOption("GDAL_DATA", data.c_str());
  }
  if (std::getenv("GDAL_DRIVER_PATH") != nullptr) {
    const fs::path plugins = gdal / "gdalplugins";
    std::error_code unknown;
    CPLSetConfigOption("GDAL_DRIVER_PATH", fs::is_directory(plugins, unknown) ? plugins.c_str() : "disable");
  }
  // PROJ comes with GDAL and is no dependency of its own: asked for by name.
  useProj(dataFolder(folderOfLibrary(dlsym(RTLD_DEFAULT, "proj_context_create")), "proj", "proj.db"));
}

}  // namespace macadam
