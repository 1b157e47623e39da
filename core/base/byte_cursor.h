#pragma once

#include "base/input_file.h"

#include <cstdint>
#include <string>
#include <type_traits>

namespace macadam {

/// Reads a part of a file front to back through a small buffer; reading past the part's end is an Error.
///
/// Numbers are little-endian, as is every machine that Macadam is built for.
class ByteCursor {
 public:
  ByteCursor(const InputFile& file, ByteRange part);

  std::uint64_t position() const { return bufferOffset_ + next_; }
  std::uint64_t remaining() const { return end_ - position(); }
  const InputFile& file() const { return file_; }

  template <typename T>
  T number() {
    static_assert(std::is_arithmetic_v<T>);
    T value;
    take(&value, sizeof value);
    return value;
  }
  std::uint8_t byte() { return number<std::uint8_t>(); }
  std::string text(std::uint64_t length);
  /// Up to the next newline, which is consumed and not returned.
  std::string line();
  void skip(std::uint64_t length);

 private:
  void take(void* bytes, std::size_t count);

  const InputFile& file_;
  std::uint64_t end_;
  std::uint64_t bufferOffset_;
  std::size_t next_ = 0;
  std::string buffer_;
};

}  // namespace macadam
