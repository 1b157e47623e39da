#pragma once

#include "base/error.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace macadam {

inline std::string readBytes(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// What the Error of `action` says; empty when there is none.
template <typename Action>
std::string errorOf(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// Feeds `read` every truncation of `bytes`; returns how many were accepted. Anything but an Error escapes.
template <typename Read>
int acceptedTruncations(const std::string& bytes, const std::filesystem::path& scratch, const Read& read) {
  writeBytes(scratch, bytes);
  int accepted = 0;
  for (std::size_t length = bytes.size(); length-- > 0;) {
    std::filesystem::resize_file(scratch, length);
    accepted += errorOf([&] { read(scratch); }).empty() ? 1 : 0;
  }
  return accepted;
}

/// Feeds `read` the bytes with one of them changed, each in turn: one bit, then all bits of it.
/// Returns how many of these files were refused. Anything but an Error escapes.
template <typename Read>
int refusedChanges(const std::string& bytes, const std::filesystem::path& scratch, const Read& read) {
  writeBytes(scratch, bytes);
  // In place, for a file system may flush a file that is emptied and written anew.
  std::fstream file(scratch, std::ios::binary | std::ios::in | std::ios::out);
  const auto put = [&file](std::size_t place, int byte) {
    file.seekp(static_cast<std::streamoff>(place)).put(static_cast<char>(byte)).flush();
  };
  int refused = 0;
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    for (const int change : {1 << place % 8, 0xFF}) {
      put(place, bytes[place] ^ change);
      refused += errorOf([&] { read(scratch); }).empty() ? 0 : 1;
    }
    put(place, bytes[place]);
  }
  return refused;
}

}  // namespace macadam
