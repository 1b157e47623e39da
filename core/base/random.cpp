#include "base/random.h"

#include <cmath>
#include <numbers>

namespace macadam {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

constexpr std::uint64_t kGoldenGamma = 0x9e3779b97f4a7c15ULL;

}  // namespace

std::uint64_t streamKey(std::uint64_t seed, std::string_view name, std::initializer_list<std::uint64_t> counters) {
  std::uint64_t key = mix(seed + kGoldenGamma);
  for (const char c : name) key = mix((key ^ static_cast<unsigned char>(c)) + kGoldenGamma);
  for (const std::uint64_t counter : counters) key = mix((key ^ mix(counter + kGoldenGamma)) + kGoldenGamma);
  return key;
}

std::uint64_t RandomStream::next() {
  state_ += kGoldenGamma;
  return mix(state_);
}

double RandomStream::uniform() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double RandomStream::uniform(double low, double high) {
  return low + (high - low) * uniform();
}

std::uint64_t RandomStream::below(std::uint64_t bound) {
  const std::uint64_t rejected = (0 - bound) % bound;  // 2^64 mod bound: values below it would be drawn too often
  std::uint64_t value = next();
  while (value < rejected) value = next();
  return value % bound;
}

double RandomStream::normal() {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

bool RandomStream::chance(double probability) {
  return uniform() < probability;
}

}  // namespace macadam
