#include "nn/zip_directory.h"

#include "base/byte_cursor.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string_view>

// Format: PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 to 4.3.16 (directory) and 4.5.3 (zip64).
namespace macadam {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50, kDirectoryHeader = 0x02014b50, kEnd = 0x06054b50,
                        kEnd64Locator = 0x07064b50, kEnd64 = 0x06064b50;
constexpr std::uint64_t kEndBytes = 22, kEnd64LocatorBytes = 20, kEnd64Bytes = 56;
constexpr std::uint16_t kZip64Extra = 1;
constexpr std::uint32_t kIn64 = std::numeric_limits<std::uint32_t>::max();  // the value stands in the zip64 field

struct Directory {
  std::uint64_t entries = 0;
  ByteRange place;
};

ByteCursor cursorAt(const InputFile& file, std::uint64_t offset, std::uint64_t size, std::uint32_t signature) {
  ByteCursor cursor(file, {offset, size});
  if (cursor.number<std::uint32_t>() != signature) throw file.damaged("is not a sound zip archive");
  return cursor;
}

/// The offset of the end record: the last one whose comment reaches exactly to the end of the file.
std::uint64_t findEnd(const InputFile& file) {
  const std::uint64_t tailSize = std::min<std::uint64_t>(file.size(), kEndBytes + 0xFFFF);
  const std::string tail = file.text({file.size() - tailSize, tailSize});
  for (std::uint64_t back = kEndBytes; back <= tailSize; ++back) {
    const char* record = tail.data() + (tailSize - back);
    std::uint32_t signature = 0;
    std::uint16_t commentSize = 0;
    std::memcpy(&signature, record, sizeof signature);
    std::memcpy(&commentSize, record + 20, sizeof commentSize);
    if (signature == kEnd && commentSize == back - kEndBytes) return file.size() - back;
  }
  throw file.damaged("is a zip archive without an end: it is cut short");
}

Directory findDirectory(const InputFile& file) {
  const std::uint64_t end = findEnd(file);
  std::uint32_t marker = 0;
  if (end >= kEnd64LocatorBytes) file.read(end - kEnd64LocatorBytes, &marker, sizeof marker);
  Directory directory;
  if (marker == kEnd64Locator) {
    ByteCursor locator = cursorAt(file, end - kEnd64LocatorBytes, kEnd64LocatorBytes, kEnd64Locator);
    locator.skip(4);
    ByteCursor record = cursorAt(file, locator.number<std::uint64_t>(), kEnd64Bytes, kEnd64);
    record.skip(28);
    directory.entries = record.number<std::uint64_t>();
    directory.place.size = record.number<std::uint64_t>();
    directory.place.offset = record.number<std::uint64_t>();
  } else {
    ByteCursor record = cursorAt(file, end, kEndBytes, kEnd);
    record.skip(6);
    directory.entries = record.number<std::uint16_t>();
    directory.place.size = record.number<std::uint32_t>();
    directory.place.offset = record.number<std::uint32_t>();
  }
  return directory;
}

struct Entry {
  std::string name;
  std::uint64_t compressedSize = 0;
  std::uint64_t size = 0;
  std::uint64_t headerOffset = 0;
};

/// Replaces the numbers that did not fit 32 bits by those of the zip64 field.
void widen(Entry& entry, ByteCursor& cursor, std::uint64_t extraSize) {
  while (extraSize >= 4) {
    const auto id = cursor.number<std::uint16_t>();
    std::uint64_t left = cursor.number<std::uint16_t>();
    if (left > extraSize - 4) throw cursor.file().damaged("is not a sound zip archive");
    extraSize -= 4 + left;
    for (std::uint64_t* value : {&entry.size, &entry.compressedSize, &entry.headerOffset}) {
      if (id != kZip64Extra || *value != kIn64 || left < 8) continue;
      *value = cursor.number<std::uint64_t>();
      left -= 8;
    }
    cursor.skip(left);
  }
  cursor.skip(extraSize);
}

Entry readEntry(ByteCursor& cursor) {
  constexpr std::uint16_t kEncrypted = 1, kStored = 0;
  if (cursor.number<std::uint32_t>() != kDirectoryHeader) throw cursor.file().damaged("is not a sound zip archive");
  cursor.skip(4);
  const auto flags = cursor.number<std::uint16_t>();
  const auto method = cursor.number<std::uint16_t>();
  cursor.skip(8);
  Entry entry;
  entry.compressedSize = cursor.number<std::uint32_t>();
  entry.size = cursor.number<std::uint32_t>();
  const auto nameSize = cursor.number<std::uint16_t>();
  const auto extraSize = cursor.number<std::uint16_t>();
  const auto commentSize = cursor.number<std::uint16_t>();
  cursor.skip(8);
  entry.headerOffset = cursor.number<std::uint32_t>();
  entry.name = cursor.text(nameSize);
  widen(entry, cursor, extraSize);
  cursor.skip(commentSize);
  if (method != kStored || (flags & kEncrypted) != 0 || entry.size != entry.compressedSize) {
    throw cursor.file().refused("holds the compressed or encrypted entry " + entry.name,
                                "save it with torch.save, which stores plain entries");
  }
  return entry;
}

ByteRange contentsOf(const Entry& entry, const InputFile& file) {
  constexpr std::uint64_t kHeaderBytes = 30;
  ByteCursor header = cursorAt(file, entry.headerOffset, kHeaderBytes, kLocalHeader);
  header.skip(22);
  const auto nameSize = header.number<std::uint16_t>();
  const auto extraSize = header.number<std::uint16_t>();
  const ByteRange contents{entry.headerOffset + kHeaderBytes + nameSize + extraSize, entry.size};
  if (!file.contains(contents)) throw file.damaged("ends before its entry " + entry.name + " does");
  return contents;
}

}  // namespace

std::map<std::string, ByteRange> readZipDirectory(const InputFile& file) {
  const Directory directory = findDirectory(file);
  ByteCursor cursor(file, directory.place);
  std::map<std::string, ByteRange> entries;
  for (std::uint64_t i = 0; i < directory.entries; ++i) {
    const Entry entry = readEntry(cursor);
    if (!entries.emplace(entry.name, contentsOf(entry, file)).second) {
      throw file.damaged("holds the entry " + entry.name + " twice");
    }
  }
  return entries;
}

}  // namespace macadam
