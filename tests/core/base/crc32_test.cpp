#include "base/crc32.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Crc32, IsTheOneOfPngAndZip) {
  EXPECT_EQ(crc32(""), 0U);
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(crc32({"tRNS\0\x80", 6}), 0x9B2B4E18U);
}

}  // namespace macadam
