#include "image/file_version.h"

#include "image/open_picture.h"

#include <sys/stat.h>

namespace macadam {

namespace fs = std::filesystem;

std::string stampOf(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  const timespec& changed = status.st_mtim;
  // The number of the file tells apart those that replaced each other within a tick of the file system's clock.
  return file.extension().string() + ' ' + std::to_string(status.st_size) + ' ' + std::to_string(status.st_ino) + ' ' +
         std::to_string(changed.tv_sec) + '.' + std::to_string(changed.tv_nsec) + '\n';
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
