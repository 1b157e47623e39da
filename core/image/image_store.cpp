#include "image/image_store.h"

#include "base/mutex.h"
#include "image/file_version.h"

#include <future>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

namespace macadam {
namespace {

using SharedTile = std::shared_ptr<const Tile>;

/// A mask that was edited is another one, at the same path.
std::string keyOf(const Sample& sample) {
  return sample.image.string() + '\n' + sample.mask.string() + '\n' + sample.id + '\n' + toText(sample.pixels) + '\n' +
         toText(sample.maskRule.values) + '\n' + (sample.hasMask() ? stampOf(sample.mask) : "");
}

std::size_t bytesOf(const Tile& tile) {
  std::size_t bytes = 0;
  for (const cv::Mat* part : {&tile.image, &tile.mask, &tile.noData}) bytes += part->total() * part->elemSize();
  return bytes;
}

}  // namespace

struct ImageStore::Cache {
  /// `decoded` becomes ready in the caller that came first; the others wait for it.
  struct Entry {
    std::shared_future<SharedTile> decoded;
    std::size_t bytes = 0;  ///< 0 while it is decoded.
    std::list<std::string>::iterator use;
  };

  /// An entry of `key`, and whether the caller has to decode it. Most recently used first.
  std::pair<std::shared_future<SharedTile>, bool> findOrAdd(const std::string& key, std::promise<SharedTile>& promise) {
    const MutexLock lock(mutex);
    if (const auto found = entries.find(key); found != entries.end()) {
      uses.splice(uses.begin(), uses, found->second.use);
      return {found->second.decoded, false};
    }
    uses.push_front(key);
    Entry entry{promise.get_future().share(), 0, uses.begin()};
    return {entries.emplace(key, std::move(entry)).first->second.decoded, true};
  }

  void account(const std::string& key, std::size_t size) {
    const MutexLock lock(mutex);
    entries.at(key).bytes = size;
    bytes += size;
    for (auto oldest = uses.end(); bytes > budget && oldest != uses.begin();) {
      --oldest;
      const auto entry = entries.find(*oldest);
      if (entry->second.bytes == 0) continue;
      bytes -= entry->second.bytes;
      entries.erase(entry);
      oldest = uses.erase(oldest);
    }
  }

  void drop(const std::string& key) {
    const MutexLock lock(mutex);
    const auto entry = entries.find(key);
    uses.erase(entry->second.use);
    entries.erase(entry);
  }

  Mutex mutex;
  std::unordered_map<std::string, Entry> entries MACADAM_GUARDED_BY(mutex);
  std::list<std::string> uses MACADAM_GUARDED_BY(mutex);
  std::size_t bytes MACADAM_GUARDED_BY(mutex) = 0;
  std::size_t budget = 0;
};

ImageStore::ImageStore(std::size_t budgetBytes) : cache_(std::make_unique<Cache>()) {
  cache_->budget = budgetBytes;
}

ImageStore::~ImageStore() = default;

SharedTile ImageStore::tile(const Sample& sample) {
  const std::string key = keyOf(sample);
  std::promise<SharedTile> promise;
  const auto [decoded, isFirst] = cache_->findOrAdd(key, promise);
  if (!isFirst) return decoded.get();
  try {
    auto tile = std::make_shared<const Tile>(decode(sample));
    promise.set_value(tile);
    cache_->account(key, bytesOf(*tile));
    return tile;
  } catch (...) {
    cache_->drop(key);
    promise.set_exception(std::current_exception());
    throw;
  }
}

std::size_t ImageStore::bytes() const {
  const MutexLock lock(cache_->mutex);
  return cache_->bytes;
}

}  // namespace macadam
