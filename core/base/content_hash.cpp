#include "base/content_hash.h"

#include "base/input_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <vector>

namespace macadam {
namespace {

constexpr std::uint64_t kPart = 1 << 20;  ///< Bytes that are read at once.
constexpr std::uint64_t kMostParts = 64;

/// Where the parts of a file begin that are read of it: all of them, or the most that are read, evenly spaced.
std::vector<std::uint64_t> partsOf(std::uint64_t size) {
  const std::uint64_t whole = (size + kPart - 1) / kPart;
  std::vector<std::uint64_t> starts;
  if (whole <= kMostParts) {
    for (std::uint64_t i = 0; i < whole; ++i) starts.push_back(i * kPart);
    return starts;
  }
  const std::uint64_t stride = (size - kPart) / (kMostParts - 1);
  for (std::uint64_t i = 0; i + 1 < kMostParts; ++i) starts.push_back(i * stride);
  starts.push_back(size - kPart);
  return starts;
}

std::string contentText(std::uint64_t size, const ContentHash& hash) {
  return std::to_string(size) + '-' + hash.text();
}

}  // namespace

void ContentHash::add(std::string_view bytes) {
  for (; bytes.size() >= sizeof(std::uint64_t); bytes.remove_prefix(sizeof(std::uint64_t))) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    mix(word);
  }
  std::uint64_t rest = bytes.size();
  for (const char byte : bytes) rest = rest << 8 | static_cast<unsigned char>(byte);
  mix(rest);
}

std::string ContentHash::text() const {
  std::string digits(16, '0');
  std::array<char, 16> bare;
  const auto end = std::to_chars(bare.data(), bare.data() + bare.size(), value_, 16).ptr;
  std::copy_backward(bare.data(), end, digits.data() + digits.size());
  return digits;
}

std::string contentOf(const std::filesystem::path& path) {
  const InputFile file(path);
  std::string buffer;
  ContentHash hash;
  for (const std::uint64_t start : partsOf(file.size())) {
    buffer.resize(std::min(kPart, file.size() - start));
    file.read(start, buffer.data(), buffer.size());
    hash.add(buffer);
  }
  return contentText(file.size(), hash);
}

std::string contentOfText(std::string_view text) {
  ContentHash hash;
  for (const std::uint64_t start : partsOf(text.size())) hash.add(text.substr(start, kPart));
  return contentText(text.size(), hash);
}

}  // namespace macadam
