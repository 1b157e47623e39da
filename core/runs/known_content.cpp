#include "runs/known_content.h"

#include "base/content_hash.h"
#include "image/file_memory.h"

namespace macadam {

std::string knownContentOf(const std::filesystem::path& file) {
  static FileMemory<std::string> known;
  return known.recall(file, [&] { return contentOf(file); });
}

}  // namespace macadam
