#include "base/byte_cursor.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace macadam {
namespace {

static_assert(std::endian::native == std::endian::little);
constexpr std::uint64_t kBufferBytes = 64 * 1024;

}  // namespace

ByteCursor::ByteCursor(const InputFile& file, ByteRange part)
    : file_(file), end_(part.offset + part.size), bufferOffset_(part.offset) {
  if (!file.contains(part)) throw file.damaged("ends too early");
}

std::string ByteCursor::text(std::uint64_t length) {
  if (length > remaining()) throw file_.damaged("ends too early");
  std::string text(length, '\0');
  take(text.data(), text.size());
  return text;
}

std::string ByteCursor::line() {
  std::string line;
  for (char c = number<char>(); c != '\n'; c = number<char>()) line += c;
  return line;
}

void ByteCursor::skip(std::uint64_t length) {
  if (length > remaining()) throw file_.damaged("ends too early");
  bufferOffset_ = position() + length;
  buffer_.clear();
  next_ = 0;
}

void ByteCursor::take(void* bytes, std::size_t count) {
  if (count > remaining()) throw file_.damaged("ends too early");
  char* out = static_cast<char*>(bytes);
  while (count > 0) {
    if (next_ == buffer_.size()) {
      bufferOffset_ += buffer_.size();
      next_ = 0;
      buffer_ = file_.text({bufferOffset_, std::min(kBufferBytes, end_ - bufferOffset_)});
    }
    const std::size_t part = std::min(count, buffer_.size() - next_);
    std::memcpy(out, buffer_.data() + next_, part);
    next_ += part;
    out += part;
    count -= part;
  }
}

}  // namespace macadam
