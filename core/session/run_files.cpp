#include "session/run_files.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "spec/run_spec_toml.h"

#include <utility>

namespace macadam {
namespace {

bool hasGone(const std::filesystem::path& file) {
  std::error_code unknown;
  return !std::filesystem::exists(file, unknown) && !unknown;
}

std::string goneText(const std::filesystem::path& file) {
  return file.string() + " has gone while the run trains; it is made again";
}

}  // namespace

RunFiles::RunFiles(const RunSpec& spec, RunFolder run, std::unique_ptr<RunLock> lock)
    : spec_(spec), run_(std::move(run)), lock_(std::move(lock)) {
  for (const auto& folder : {run_.path(), run_.checkpoints(), run_.previews()}) removeTemporaryFiles(folder);
}

void RunFiles::openLog() {
  log_ = std::make_unique<RunLog>(run_.log());
}

std::vector<std::string> RunFiles::restore() {
  std::vector<std::string> notes;
  if (hasGone(run_.spec())) {
    saveRunSpec(spec_, run_.spec());
    notes.push_back(goneText(run_.spec()));
  }
  if (hasGone(run_.log())) {
    openLog();
    notes.push_back(goneText(run_.log()));
  }
  if (hasGone(run_.lock())) {
    std::unique_ptr<RunLock> lock = RunLock::tryTake(run_);
    if (!lock) {
      throw Error(run_.lock().string(), "has gone, and another process trains this run now",
                  "stop one of them, then resume the run");
    }
    lock_ = std::move(lock);
    notes.push_back(goneText(run_.lock()));
  }
  return notes;
}

}  // namespace macadam
