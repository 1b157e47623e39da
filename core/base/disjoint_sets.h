#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace macadam {

/// Things 0 … n−1, joined two by two into sets.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

  void join(std::size_t a, std::size_t b) {
    a = first(a), b = first(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  /// The smallest of a thing's set.
  std::size_t first(std::size_t a) {
    while (parent_[a] != a) a = parent_[a] = parent_[parent_[a]];
    return a;
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace macadam
