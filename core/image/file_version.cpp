#include "image/file_version.h"

#include <system_error>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Nothing for a file that is not there.
void addVersion(const fs::path& file, std::string& version) {
  std::error_code missing;
  const std::uintmax_t bytes = fs::file_size(file, missing);
  if (missing) return;
  const auto changed = fs::last_write_time(file, missing).time_since_epoch().count();
  version += file.extension().string() + ' ' + std::to_string(bytes) + ' ' + std::to_string(changed) + '\n';
}

}  // namespace

std::string versionOf(const fs::path& file) {
  std::string version;
  addVersion(file, version);
  for (const char* ending : {".msk", ".aux.xml", ".ovr"}) addVersion(fs::path(file) += ending, version);
  const std::string extension = file.extension().string();
  if (extension.size() < 3) return version;
  const std::string world = std::string(".") + extension[1] + extension.back();  // .tif has .tfw
  for (const std::string& ending : {world + 'w', world + 'W', extension + 'w', std::string(".wld")}) {
    addVersion(fs::path(file).replace_extension(ending), version);
  }
  return version;
}

}  // namespace macadam
