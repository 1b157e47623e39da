#include "base/number_text.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(NumberText, FixedKeepsTheAskedDigits) {
  EXPECT_EQ(fixedText(71.234, 2), "71.23");
  EXPECT_EQ(fixedText(-0.5, 0), "-0");
  EXPECT_EQ(fixedText(1e300, 1).size(), 303u);
}

TEST(NumberText, ShortestReadsBackExactly) {
  EXPECT_EQ(shortestText(0.1), "0.1");
  EXPECT_EQ(shortestText(1.0 / 3.0), "0.3333333333333333");
}

}  // namespace macadam
