#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace macadam {

/// A 64-bit key derived from a seed, a stream's name and counters; equal on every machine.
std::uint64_t streamKey(std::uint64_t seed, std::string_view name, std::initializer_list<std::uint64_t> counters = {});

/// A named stream of random numbers whose values depend on nothing but its key.
///
/// Work is keyed by what it is for (epoch, sample index), never by who does it, so the number of
/// threads changes nothing and a resumed run needs no saved generator. The standard library's
/// distributions differ between implementations; these do not.
class RandomStream {
 public:
  explicit RandomStream(std::uint64_t key) : state_(key) {}
  RandomStream(std::uint64_t seed, std::string_view name, std::initializer_list<std::uint64_t> counters = {})
      : RandomStream(streamKey(seed, name, counters)) {}

  std::uint64_t next();
  /// Uniform in [0, 1).
  double uniform();
  /// Uniform in [low, high).
  double uniform(double low, double high);
  /// Uniform over 0 … bound−1. @pre bound > 0
  std::uint64_t below(std::uint64_t bound);
  /// Standard normal.
  double normal();
  bool chance(double probability);

  template <typename T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace macadam
