#include "runs/html.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Html, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(htmlEscaped("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
}

// Test vectors of RFC 4648.
TEST(Html, WritesBytesInBase64WithPadding) {
  EXPECT_EQ(pngDataAddress({'f'}), "data:image/png;base64,Zg==");
  EXPECT_EQ(pngDataAddress({'f', 'o'}), "data:image/png;base64,Zm8=");
  EXPECT_EQ(pngDataAddress({'f', 'o', 'o'}), "data:image/png;base64,Zm9v");
  EXPECT_EQ(pngDataAddress({'f', 'o', 'o', 'b', 'a', 'r'}), "data:image/png;base64,Zm9vYmFy");
}

}  // namespace macadam
