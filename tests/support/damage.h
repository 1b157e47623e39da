#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/error.h"

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
  int accepted = 0;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    writeBytes(scratch, bytes.substr(0, length));
    accepted += errorOf([&] { read(scratch); }).empty() ? 1 : 0;
  }
  return accepted;
}

/// Feeds `read` the bytes with each bit flipped in turn; returns how many were refused. Anything but an Error escapes.
template <typename Read>
int refusedFlips(const std::string& bytes, const std::filesystem::path& scratch, const Read& read) {
  int refused = 0;
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    writeBytes(scratch, flipped);
    refused += errorOf([&] { read(scratch); }).empty() ? 0 : 1;
  }
  return refused;
}

}  // namespace macadam
