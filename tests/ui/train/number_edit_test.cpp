#include "ui/train/number_edit.h"

#include <gtest/gtest.h>

#include <QLocale>

namespace macadam {
namespace {

TEST(NumberEdit, StepsByATenthOfTheLeadingDigit) {
  NumberEdit whole(NumberEdit::Kind::Whole, 1, 5000);
  const auto step = [](NumberEdit& edit, const QString& from, int by) {
    edit.setText(from);
    edit.stepBy(by);
    return edit.text();
  };
  EXPECT_EQ(step(whole, "8", 1), "9");
  EXPECT_EQ(step(whole, "1500", 1), "1600");
  EXPECT_EQ(step(whole, "1000", -1), "990");
  EXPECT_EQ(step(whole, "1", -1), "1");
  EXPECT_EQ(step(whole, "ten", 1), "ten");
  NumberEdit real(NumberEdit::Kind::Real, 0, 100);
  EXPECT_EQ(step(real, "0.01", 1), "0.011");
  EXPECT_EQ(step(real, "0.01", -1), "0.0099");
  EXPECT_EQ(step(real, "0", 1), "0.01");
}

TEST(NumberEdit, TakesACommaForAPointWhereTheLanguageWritesItSo) {
  NumberEdit real(NumberEdit::Kind::Real, 0, 100), whole(NumberEdit::Kind::Whole, 0, 5000);
  const auto numberOf = [](NumberEdit& edit, QLocale::Language language, const QString& typed) {
    edit.setLocale(QLocale(language));
    edit.setText(typed);
    return edit.numberText();
  };
  EXPECT_EQ(numberOf(real, QLocale::German, "0,25"), "0.25");
  EXPECT_EQ(numberOf(real, QLocale::German, "0.25"), "0.25");
  EXPECT_EQ(numberOf(real, QLocale::German, "1.000,5"), "1.000,5") << "no number, and so it is said";
  EXPECT_EQ(numberOf(real, QLocale::English, "0,25"), "0,25") << "no number there either";
  EXPECT_EQ(numberOf(whole, QLocale::German, "1,5"), "1,5");
  numberOf(real, QLocale::German, "0,01");
  real.stepBy(1);
  EXPECT_EQ(real.text(), "0.011");
}

}  // namespace
}  // namespace macadam
