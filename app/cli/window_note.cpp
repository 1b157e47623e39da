#include "cli/window_note.h"

#include "data/project.h"
#include "runs/process_mark.h"

#include <cstdio>

namespace macadam {

void tellOfWindow(const std::filesystem::path& runs) {
  const std::filesystem::path folder = std::filesystem::absolute(runs).lexically_normal();
  for (const std::filesystem::path& project : {folder.parent_path(), folder.parent_path().parent_path()}) {
    if (!isProject(project) || !holderOf(project / "open.lock")) continue;
    std::fprintf(stderr, "note: a window has the project %s open; what it trains shares this computer\n",
                 project.string().c_str());
    return;
  }
}

}  // namespace macadam
