#pragma once

#include "base/mutex.h"
#include "image/file_version.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace macadam {

/// What was measured of files; measured again only where a file has changed. Safe to call from many threads.
template <typename Value>
class FileMemory {
 public:
  /// @param aspect tells apart what is measured of one file in several ways.
  Value recall(const std::filesystem::path& file, const std::function<Value()>& measure,
               const std::string& aspect = {}) {
    const std::string key = file.string() + '\n' + aspect;
    Entry entry{versionOf(file), {}};
    {
      const MutexLock lock(mutex_);
      const auto known = entries_.find(key);
      if (known != entries_.end() && known->second.version == entry.version) return known->second.value;
    }
    entry.value = measure();
    const MutexLock lock(mutex_);
    return entries_.insert_or_assign(key, std::move(entry)).first->second.value;
  }

 private:
  struct Entry {
    std::string version;
    Value value;
  };

  Mutex mutex_;
  std::map<std::string, Entry> entries_ MACADAM_GUARDED_BY(mutex_);
};

}  // namespace macadam
