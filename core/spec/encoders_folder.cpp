#include "spec/encoders_folder.h"

#include <cstdlib>

namespace macadam {

std::filesystem::path encodersFolder() {
  const char* given = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  if (given != nullptr && *given == '/') return std::filesystem::path(given) / "macadam/encoders";
  if (home != nullptr) return std::filesystem::path(home) / ".local/share/macadam/encoders";
  return {};
}

}  // namespace macadam
