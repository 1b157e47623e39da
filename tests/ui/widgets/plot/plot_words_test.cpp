#include "ui/widgets/plot/plot_words.h"

#include <gtest/gtest.h>

#include <QLocale>

namespace macadam {

class PlotWords : public testing::Test {
 protected:
  PlotWords() { QLocale::setDefault(QLocale::c()); }
  ~PlotWords() override { QLocale::setDefault(before_); }

 private:
  QLocale before_;
};

TEST_F(PlotWords, NameAPlaceAsItsAxisCounts) {
  EXPECT_EQ(xText(41.6, "Iteration", PlotXFormat::Count), "Iteration 42");
  EXPECT_EQ(xText(1.234, "Epoch", PlotXFormat::Number), "Epoch 1.23");
  EXPECT_EQ(xText(3600 + 2 * 60 + 3, "Time", PlotXFormat::Duration), "1:02:03");
}

TEST_F(PlotWords, GiveAValueTheDecimalsAndUnitOfItsPanel) {
  EXPECT_EQ(valueText(12.34, {.title = "IoU", .decimals = 1, .unit = " %"}), "12.3 %");
  EXPECT_EQ(valueText(0.0, {.title = "Loss"}), "0.0000");
}

TEST_F(PlotWords, GiveThreeDigitsOfWhatIsTooSmallForTheDecimals) {
  EXPECT_EQ(valueText(0.00012345, {.title = "Loss"}), "0.000123");
  EXPECT_EQ(valueText(0.002, {.title = "Loss"}), "0.0020");
}

}  // namespace macadam
