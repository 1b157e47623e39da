#include "data/epoch_order.h"

#include "base/random.h"

#include <numeric>
#include <utility>

namespace macadam {
namespace {

/// Workers that load ahead are in one epoch or at the border of two.
constexpr std::size_t kMostOrders = 2;

}  // namespace

EpochOrder::EpochOrder(std::uint64_t seed, std::string stream, std::size_t samples)
    : seed_(seed), stream_(std::move(stream)), samples_(samples) {}

EpochOrder::Draw EpochOrder::at(std::uint64_t place) const {
  const std::uint64_t epoch = place / samples_;
  return {epoch, (*orderOf(epoch))[place % samples_]};
}

EpochOrder::Order EpochOrder::orderOf(std::uint64_t epoch) const {
  const MutexLock lock(mutex_);
  if (const auto known = orders_.find(epoch); known != orders_.end()) return known->second;
  std::vector<std::size_t> order(samples_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  RandomStream(seed_, "order " + stream_, {epoch}).shuffle(order);
  if (orders_.size() == kMostOrders) orders_.erase(orders_.begin());
  return orders_[epoch] = std::make_shared<const std::vector<std::size_t>>(std::move(order));
}

}  // namespace macadam
