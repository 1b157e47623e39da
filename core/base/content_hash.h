#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace macadam {

/// A hash that notices accidents and edits, eight bytes at a time; no defence against forgery. It depends on how the
/// bytes are cut into parts.
class ContentHash {
 public:
  void add(std::string_view bytes);
  /// Sixteen hexadecimal digits.
  std::string text() const;

 private:
  void mix(std::uint64_t word) {
    value_ = (value_ ^ word) * 0x9E3779B97F4A7C15ULL;
    value_ ^= value_ >> 29;
  }

  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

/// What a file holds: its size and sixteen hexadecimal digits over its bytes. A file beyond 64 MiB is read in 64 parts
/// of 1 MiB, evenly from its first byte to its last. @throws Error when it cannot be read.
std::string contentOf(const std::filesystem::path& file);

/// The same of a file that would hold this text.
std::string contentOfText(std::string_view text);

}  // namespace macadam
