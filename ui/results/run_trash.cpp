#include "ui/results/run_trash.h"

#include <QFile>
#include <QString>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Beside the files in a trash lies a note for each of where it came from.
fs::path trashNote(const fs::path& inTrash) {
  return inTrash.parent_path().parent_path() / "info" / (inTrash.filename().string() + ".trashinfo");
}

}  // namespace

TrashOutcome moveToTrash(const std::vector<RunFolder>& runs) {
  TrashOutcome outcome;
  for (const RunFolder& run : runs) {
    if (isLocked(run)) {
      outcome.problems.push_back({run.name(), "is in training", "stop it first"});
      continue;
    }
    QString inTrash;
    if (QFile::moveToTrash(QString::fromStdString(run.path().string()), &inTrash) && !inTrash.isEmpty()) {
      outcome.trashed.push_back({run, inTrash.toStdString()});
    } else {
      outcome.problems.push_back({run.path().string(), "cannot be moved to the trash",
                                  "check that you may write there, or delete it by hand"});
    }
  }
  return outcome;
}

void restoreFromTrash(const std::vector<TrashedRun>& runs) {
  std::vector<Problem> problems;
  for (const TrashedRun& trashed : runs) {
    std::error_code error;
    if (fs::exists(trashed.run.path(), error)) {
      problems.push_back({trashed.run.path().string(), "exists again", "restore the run from the trash by hand"});
      continue;
    }
    fs::rename(trashed.inTrash, trashed.run.path(), error);
    if (error) {
      problems.push_back({trashed.inTrash.string(), "cannot be moved back (" + error.message() + ")",
                          "restore it from the trash by hand"});
      continue;
    }
    fs::remove(trashNote(trashed.inTrash), error);
  }
  if (!problems.empty()) throw Error(std::move(problems));
}

}  // namespace macadam
