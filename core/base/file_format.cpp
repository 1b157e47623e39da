#include "base/file_format.h"

namespace macadam {

void requireKnownVersion(std::string_view format, std::int64_t version, std::int64_t newest,
                         const std::string& source) {
  if (version >= 1 && version <= newest) return;
  const std::string stated = "states version " + std::to_string(version) + " of the format of " + std::string(format);
  if (version < 1) throw Error(source, stated + ", and versions count from 1", "restore it from a copy");
  throw NewerFormat(source,
                    "was written by a later version of Macadam: it " + stated + ", and this one knows up to " +
                        std::to_string(newest),
                    "open it with a newer Macadam; the file stays as it is");
}

}  // namespace macadam
