#include "ui/compare/file_budget.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace macadam {

namespace fs = std::filesystem;

FileBudget::FileBudget(fs::path folder, std::uintmax_t budgetBytes)
    : folder_(std::move(folder)), budget_(budgetBytes) {}

void FileBudget::look() {
  if (std::exchange(hasLooked_, true)) return;
  struct Found {
    fs::path file;
    std::uintmax_t bytes;
    fs::file_time_type time;
  };
  std::vector<Found> all;
  std::error_code failure;
  for (fs::recursive_directory_iterator entry(folder_, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    std::error_code gone;
    if (!entry->is_regular_file(gone)) continue;
    const Found found{entry->path().lexically_relative(folder_), entry->file_size(gone), entry->last_write_time(gone)};
    if (!gone) all.push_back(found);
  }
  std::ranges::sort(all, {}, &Found::time);
  for (const Found& found : all) add(found.file, found.bytes);
}

void FileBudget::add(const fs::path& file, std::uintmax_t bytes) {
  uses_.push_front(file);
  entries_[file.string()] = {bytes, uses_.begin()};
  bytes_ += bytes;
}

void FileBudget::forget(const fs::path& file) {
  const auto entry = entries_.find(file.string());
  if (entry == entries_.end()) return;
  bytes_ -= entry->second.bytes;
  uses_.erase(entry->second.place);
  entries_.erase(entry);
}

/// With the folders that are empty then.
void FileBudget::remove(const fs::path& file) {
  std::error_code ignored;
  fs::remove(folder_ / file, ignored);
  for (fs::path above = file.parent_path(); !above.empty(); above = above.parent_path()) {
    if (!fs::remove(folder_ / above, ignored)) break;
  }
  forget(file);
}

void FileBudget::use(const fs::path& file) {
  look();
  forget(file);
  std::error_code missing;
  const std::uintmax_t bytes = fs::file_size(folder_ / file, missing);
  if (missing) return;
  fs::last_write_time(folder_ / file, fs::file_time_type::clock::now(), missing);
  add(file, bytes);
  while (bytes_ > budget_ && uses_.size() > 1) remove(fs::path(uses_.back()));
}

void FileBudget::keepOnly(const std::set<std::string>& folders) {
  look();
  const std::list<fs::path> all = uses_;
  for (const fs::path& file : all) {
    if (!folders.contains(file.begin()->string())) remove(file);
  }
}

std::uintmax_t FileBudget::bytes() {
  look();
  return bytes_;
}

}  // namespace macadam
