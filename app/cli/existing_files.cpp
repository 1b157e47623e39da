#include "cli/existing_files.h"

namespace macadam {

void addExisting(const std::filesystem::path& file, bool overwrites, std::vector<Problem>& problems) {
  std::error_code unknown;
  if (overwrites || file.empty() || !std::filesystem::exists(file, unknown)) return;
  problems.push_back({file.string(), "is there already", "name another place, or replace it by --overwrite"});
}

void refuseExisting(const std::filesystem::path& file, bool overwrites) {
  std::vector<Problem> problems;
  addExisting(file, overwrites, problems);
  if (!problems.empty()) throw Error(problems);
}

}  // namespace macadam
