#include "runs/run_store.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Lower-case letters and digits with single hyphens: a name that needs no quoting anywhere.
std::string slug(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte)) {
      result += static_cast<char>(std::tolower(byte));
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  if (!result.empty() && result.back() == '-') result.pop_back();
  return result.empty() ? "run" : result.substr(0, 60);
}

std::string localMinute(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d_%H%M", &parts)};
}

template <typename Predicate>
std::vector<RunFolder> foldersOf(const fs::path& runs, Predicate isWanted) {
  std::vector<RunFolder> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(runs, ignored)) {
    const RunFolder run(entry.path());
    if (isWanted(run)) found.push_back(run);
  }
  std::ranges::sort(found, {}, &RunFolder::name);
  return found;
}

}  // namespace

RunFolder createRun(const fs::path& runs, const std::string& name, const std::string& specToml,
                    std::chrono::system_clock::time_point now) {
  const std::string stem = localMinute(now) + '_' + slug(name);
  fs::path path = runs / stem;
  try {
    fs::create_directories(runs);
    for (int i = 2; !fs::create_directory(path); ++i) path = runs / (stem + '_' + std::to_string(i));
    const RunFolder run(path);
    fs::create_directory(run.checkpoints());
    fs::create_directory(run.previews());
    writeTextAtomically(run.spec(), specToml);
    return run;
  } catch (const fs::filesystem_error& error) {
    throw Error(path.string(), "cannot be made (" + error.code().message() + ")",
                "choose a folder that you may write to, on a disk with room");
  }
}

RunFolder openRun(const fs::path& path) {
  fs::path folder = path;
  if (folder.filename().empty()) folder = folder.parent_path();  // a trailing slash
  RunFolder run(std::move(folder));
  if (fs::exists(run.spec())) return run;
  throw Error(path.string(), fs::exists(path) ? "is not a run" : "does not exist",
              "name a folder that holds a run.toml");
}

std::vector<RunFolder> listRuns(const fs::path& runs) {
  return foldersOf(runs, [](const RunFolder& run) {
    std::error_code ignored;
    return fs::exists(run.spec(), ignored);
  });
}

std::vector<RunFolder> listRuins(const fs::path& runs) {
  return foldersOf(runs, [](const RunFolder& run) {
    std::error_code ignored;
    return !fs::exists(run.spec(), ignored) && fs::exists(run.metrics(), ignored);
  });
}

RunLock::RunLock(const RunFolder& run) : lock_(ProcessLock::tryTake(run.lock())) {
  if (lock_) return;
  const ProcessMark trainer = trainerOf(run).value_or(ProcessMark());
  throw Error(run.path().string(), "is being trained by " + describe(trainer), "wait for it, or stop it first");
}

std::unique_ptr<RunLock> RunLock::tryTake(const RunFolder& run) {
  std::unique_ptr<ProcessLock> lock = ProcessLock::tryTake(run.lock());
  return lock ? std::unique_ptr<RunLock>(new RunLock(std::move(lock))) : nullptr;
}

std::optional<ProcessMark> trainerOf(const RunFolder& run) {
  return holderOf(run.lock());
}

bool isLocked(const RunFolder& run) {
  return trainerOf(run).has_value();
}

void removeIfUntrained(const RunFolder& run) {
  try {
    const RunLock lock(run);
    if (fs::exists(run.checkpoints()) && !fs::is_empty(run.checkpoints())) return;
    fs::remove_all(run.path());
  } catch (const std::exception&) {
    return;  // it is in use, or cannot be looked into: both are reasons to leave it
  }
}

}  // namespace macadam
