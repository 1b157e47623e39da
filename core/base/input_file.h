#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace macadam {

/// A part of a file, in bytes.
struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

/// A file opened for reading at any offset; every failure is an Error that names it.
class InputFile {
 public:
  explicit InputFile(std::filesystem::path path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::uint64_t size() const { return size_; }
  ByteRange whole() const { return {0, size_}; }
  bool contains(ByteRange range) const { return range.offset <= size_ && range.size <= size_ - range.offset; }

  /// Reads exactly `count` bytes. @throws Error when the file ends before.
  void read(std::uint64_t offset, void* bytes, std::size_t count) const;
  /// Reads a range as text. @throws Error when the file ends before.
  std::string text(ByteRange range) const;

  /// The error for contents that no program wrote on purpose, to be thrown by whoever understands them.
  Error damaged(std::string what) const;
  Error refused(std::string what, std::string remedy) const;

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace macadam
