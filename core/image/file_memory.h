#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <system_error>

namespace macadam {

/// What was measured of files; measured again only where a file has changed. Safe to call from many threads.
template <typename Value>
class FileMemory {
 public:
  /// @param aspect tells apart what is measured of one file in several ways.
  Value recall(const std::filesystem::path& file, const std::function<Value()>& measure,
               const std::string& aspect = {}) {
    const std::string key = file.string() + '\n' + aspect;
    std::error_code ignored;
    Entry entry{std::filesystem::file_size(file, ignored), std::filesystem::last_write_time(file, ignored), {}};
    {
      const std::lock_guard lock(mutex_);
      const auto known = entries_.find(key);
      if (known != entries_.end() && known->second.isOf(entry)) return known->second.value;
    }
    entry.value = measure();
    const std::lock_guard lock(mutex_);
    return entries_.insert_or_assign(key, std::move(entry)).first->second.value;
  }

 private:
  struct Entry {
    std::uintmax_t bytes = 0;
    std::filesystem::file_time_type changed;
    Value value;

    bool isOf(const Entry& now) const { return bytes == now.bytes && changed == now.changed; }
  };

  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

}  // namespace macadam
