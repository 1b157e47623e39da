#include "base/utf8.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Utf8, AcceptsEveryLengthOfCharacter) {
  EXPECT_TRUE(isUtf8(""));
  EXPECT_TRUE(isUtf8("a \xC3\xBC \xE2\x82\xAC \xF0\x9F\x98\x80"));
}

TEST(Utf8, RefusesStrayMissingOverlongAndSurrogateBytes) {
  EXPECT_FALSE(isUtf8("\x80"));
  EXPECT_FALSE(isUtf8("\xC3"));
  EXPECT_FALSE(isUtf8("\xC3z"));
  EXPECT_FALSE(isUtf8("\xC0\x80"));
  EXPECT_FALSE(isUtf8("\xED\xA0\x80"));
  EXPECT_FALSE(isUtf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(isUtf8("\xFF"));
}

TEST(Utf8, AppendsCodePoints) {
  std::string text;
  for (const std::uint32_t codePoint : {0x61u, 0xFCu, 0x20ACu, 0x1F600u}) appendUtf8(text, codePoint);
  EXPECT_EQ(text, "a\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80");
}

}  // namespace macadam
