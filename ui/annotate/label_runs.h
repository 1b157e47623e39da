#pragma once

#include <cstdint>
#include <cstring>

namespace macadam {

/// Where the value at `begin` ends in a row that ends at `end`.
inline int endOfEqual(const std::uint32_t* row, int begin, int end) {
  const std::uint64_t two = row[begin] * 0x0000'0001'0000'0001ULL;
  int x = begin + 1;
  for (std::uint64_t next = 0; x + 2 <= end; x += 2) {
    std::memcpy(&next, row + x, sizeof next);
    if (next != two) break;
  }
  while (x < end && row[x] == row[begin]) ++x;
  return x;
}

}  // namespace macadam
