#include "image/decoded_pictures.h"

#include "base/mutex.h"
#include "image/file_version.h"

#include <chrono>
#include <cstdlib>
#include <future>
#include <map>
#include <string>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

using Shared = std::shared_ptr<const DecodedPicture>;

constexpr std::uintmax_t kBudgetBytes = std::uintmax_t(16) << 30;

/// Where a user's programs keep what can be made again.
fs::path cacheFolder() {
  const char* given = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder = given != nullptr && *given == '/' ? fs::path(given)
                    : home != nullptr                 ? fs::path(home) / ".cache"
                                                      : fs::temp_directory_path();
  folder /= "macadam";
  std::error_code error;
  fs::create_directories(folder, error);
  return error ? fs::temp_directory_path() : folder;
}

bool isReady(const std::shared_future<Shared>& picture) {
  return picture.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

struct DecodedPictures::Store {
  struct Entry {
    std::string version;
    std::shared_future<Shared> picture;
    std::uintmax_t bytes = 0;
    std::uint64_t lastUse = 0;

    /// Nobody reads it or waits for it.
    bool isIdle() const { return isReady(picture) && picture.get().use_count() <= 1; }
  };
  using Entries = std::map<std::string, Entry>;

  void remove(Entries::iterator entry) MACADAM_REQUIRES(mutex) {
    taken -= entry->second.bytes;
    entries.erase(entry);
  }

  bool makeRoom(std::uintmax_t wanted) MACADAM_REQUIRES(mutex) {
    while (taken + wanted > budget) {
      auto oldest = entries.end();
      for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const bool isOlder = oldest == entries.end() || entry->second.lastUse < oldest->second.lastUse;
        if (entry->second.bytes > 0 && isOlder && entry->second.isIdle()) oldest = entry;
      }
      if (oldest == entries.end()) return false;
      remove(oldest);
    }
    return true;
  }

  const fs::path folder;
  const std::uintmax_t budget;
  Mutex mutex;
  Entries entries MACADAM_GUARDED_BY(mutex);
  std::uintmax_t taken MACADAM_GUARDED_BY(mutex) = 0;
  std::uint64_t uses MACADAM_GUARDED_BY(mutex) = 0;
};

DecodedPictures::DecodedPictures(fs::path folder, std::uintmax_t budgetBytes)
    : store_(new Store{.folder = std::move(folder), .budget = budgetBytes}) {}

DecodedPictures::~DecodedPictures() = default;

DecodedPictures& DecodedPictures::ofProcess() {
  static DecodedPictures pictures(cacheFolder(), kBudgetBytes);
  return pictures;
}

Shared DecodedPictures::find(const fs::path& file, GDALDatasetH source) {
  const std::string key = file.string();
  const std::string version = versionOf(file);
  std::promise<Shared> promise;
  {
    MutexLock lock(store_->mutex);
    auto found = store_->entries.find(key);
    if (found != store_->entries.end() && found->second.version != version) {
      store_->remove(found);
      found = store_->entries.end();
    }
    if (found != store_->entries.end()) {
      found->second.lastUse = ++store_->uses;
      const std::shared_future<Shared> picture = found->second.picture;
      lock.unlock();
      return picture.get();
    }
    const std::uintmax_t bytes = DecodedPicture::bytesOf(source);
    if (bytes == 0 || !store_->makeRoom(bytes)) return nullptr;
    store_->entries[key] = {version, promise.get_future().share(), bytes, ++store_->uses};
    store_->taken += bytes;
  }
  Shared picture;
  try {
    picture = DecodedPicture::decode(source, store_->folder);
  } catch (const std::exception&) {  // not enough memory: the file is read as it is
  }
  promise.set_value(picture);
  if (picture) return picture;
  // Remembered as one that is read as it is.
  const MutexLock lock(store_->mutex);
  const auto entry = store_->entries.find(key);
  if (entry != store_->entries.end() && entry->second.version == version) {
    store_->taken -= std::exchange(entry->second.bytes, 0);
  }
  return nullptr;
}

std::uintmax_t DecodedPictures::bytes() const {
  const MutexLock lock(store_->mutex);
  return store_->taken;
}

}  // namespace macadam
