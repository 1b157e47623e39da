#include "image/file_version.h"

#include "image/open_picture.h"

#include <system_error>

namespace macadam {

namespace fs = std::filesystem;

std::string stampOf(const fs::path& file) {
  std::error_code missing;
  const std::uintmax_t bytes = fs::file_size(file, missing);
  if (missing) return {};
  const auto changed = fs::last_write_time(file, missing).time_since_epoch().count();
  return file.extension().string() + ' ' + std::to_string(bytes) + ' ' + std::to_string(changed) + '\n';
}

std::string versionOf(const fs::path& file) {
  std::string version = stampOf(file);
  for (const char* ending : {".msk", ".aux.xml", ".ovr"}) version += stampOf(fs::path(file) += ending);
  for (const fs::path& source : sourcesOfVrt(file)) {
    for (const char* ending : {"", ".msk", ".aux.xml"}) version += stampOf(fs::path(source) += ending);
  }
  const std::string extension = file.extension().string();
  if (extension.size() < 3) return version;
  const std::string world = std::string(".") + extension[1] + extension.back();  // .tif has .tfw
  for (const std::string& ending : {world + 'w', world + 'W', extension + 'w', std::string(".wld")}) {
    version += stampOf(fs::path(file).replace_extension(ending));
  }
  return version;
}

}  // namespace macadam
