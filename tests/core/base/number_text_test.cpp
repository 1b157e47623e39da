#include "base/number_text.h"

#include "support/comma_locale.h"

#include <gtest/gtest.h>

#include <cstdio>

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

TEST(NumberText, PerCentHasTwoDigitsAndADashForNoValue) {
  EXPECT_EQ(percentText(0.51234), "51.23");
  EXPECT_EQ(percentText(0.5, 0), "50");
  EXPECT_EQ(percentText(std::nullopt), "–");
}

TEST(NumberText, CountsOneAndMore) {
  EXPECT_EQ(counted(1, "picture"), "1 picture");
  EXPECT_EQ(counted(0, "labelled tile"), "0 labelled tiles");
  EXPECT_EQ(counted(12, "run"), "12 runs");
}

TEST(NumberText, ReadsAWholeFiniteNumberAndNothingElse) {
  EXPECT_EQ(numberFromText("0.25"), 0.25);
  EXPECT_EQ(numberFromText("1e-4"), 1e-4);
  EXPECT_EQ(numberFromText("-3"), -3.0);
  for (const char* text : {"", "0,25", "0.25x", " 1", "nan", "inf", "1e999"}) {
    EXPECT_EQ(numberFromText(text), std::nullopt) << text;
  }
}

TEST(NumberText, KnowsNoLocale) {
  const CommaLocale locale;
  if (!locale.isInCLibrary()) GTEST_SKIP() << "this machine has no localedef to make a comma locale";
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", 0.25);
  ASSERT_STREQ(text, "0,25") << "the C library is not in a comma locale";
  EXPECT_EQ(numberFromText("0.25"), 0.25);
  EXPECT_EQ(fixedText(1234.5, 1), "1234.5");
  EXPECT_EQ(shortestText(1234567.25), "1234567.25");
  EXPECT_EQ(percentText(0.123), "12.30");
}

}  // namespace macadam
