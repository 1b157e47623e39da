#include "runs/suite_index.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "data/json_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace macadam {

using Json = nlohmann::ordered_json;

namespace {
constexpr JsonFormat kSuiteIndexFormat{"the index of a suite"};
}

SuiteLock::SuiteLock(const std::filesystem::path& runs) {
  std::error_code failed;
  std::filesystem::create_directories(runs, failed);
  const std::filesystem::path file = runs / "suite.lock";
  if (!failed) descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0) {
    const std::string why = failed ? failed.message() : std::strerror(errno);
    throw Error(runs.string(), "cannot be written to (" + why + ")", "choose another folder for the runs");
  }
  while (::flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) continue;
}

SuiteLock::~SuiteLock() {
  ::close(descriptor_);
}

SuiteIndex::SuiteIndex(std::filesystem::path runs) : runs_(std::move(runs)) {
  refresh();
}

void SuiteIndex::refresh() {
  entries_.clear();
  std::ifstream stream(file());
  if (!stream) return;
  try {
    Json index = Json::parse(stream);
    bringUpToDate(index, kSuiteIndexFormat, file().string());
    for (const Json& entry : index.at("runs")) {
      entries_.push_back({entry.at("row"), entry.at("seed"), entry.at("folder")});
    }
  } catch (const Json::exception&) {
    throw Error(file().string(), "is not the index of a suite", "restore it, or choose another folder for the runs");
  }
}

void SuiteIndex::begin() {
  if (!exists()) save();
}

std::optional<RunFolder> SuiteIndex::find(const std::string& row, std::uint64_t seed) const {
  const auto found = std::ranges::find_if(entries_, [&](const Entry& e) { return e.row == row && e.seed == seed; });
  if (found == entries_.end()) return std::nullopt;
  RunFolder run(runs_ / found->folder);
  return std::filesystem::exists(run.spec()) ? std::optional(std::move(run)) : std::nullopt;
}

void SuiteIndex::add(const std::string& row, std::uint64_t seed, const RunFolder& run) {
  refresh();
  std::erase_if(entries_, [&](const Entry& e) { return e.row == row && e.seed == seed; });
  entries_.push_back({row, seed, run.name()});
  save();
}

void SuiteIndex::save() const {
  Json list = Json::array();
  for (const Entry& entry : entries_)
    list.push_back({{"row", entry.row}, {"seed", entry.seed}, {"folder", entry.folder}});
  Json index{{"runs", list}};
  stateVersion(index, kSuiteIndexFormat);
  writeTextAtomically(file(), index.dump(2) + '\n');
}

}  // namespace macadam
