#pragma once

#include "base/mutex.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace macadam {

/// Which sample stands at a place of an endless stream that visits every sample once an epoch, in an order of its own.
///
/// Remembers the orders of the epochs that were asked for last. Safe to call from many threads.
class EpochOrder {
 public:
  struct Draw {
    std::uint64_t epoch;
    std::size_t index;  ///< Of the sample.
  };

  /// The orders are functions of seed and stream alone. @pre `samples` > 0 where anything is asked
  EpochOrder(std::uint64_t seed, std::string stream, std::size_t samples);
  Draw at(std::uint64_t place) const;

 private:
  using Order = std::shared_ptr<const std::vector<std::size_t>>;

  Order orderOf(std::uint64_t epoch) const;

  std::uint64_t seed_;
  std::string stream_;
  std::size_t samples_;
  mutable Mutex mutex_;
  mutable std::map<std::uint64_t, Order> orders_ MACADAM_GUARDED_BY(mutex_);
};

}  // namespace macadam
