#include "ui/widgets/plot/log_ticker.h"

#include <gtest/gtest.h>

#include <QLocale>

namespace macadam {
namespace {

QVector<double> ticksOf(double from, double to) {
  LogTicker ticker;
  QVector<double> ticks;
  ticker.generate(QCPRange(from, to), QLocale::c(), 'g', 3, ticks, nullptr, nullptr);
  return ticks;
}

TEST(LogTicker, CoversAFewDecadesFromEndToEnd) {
  const QVector<double> ticks = ticksOf(0.04, 0.9);
  ASSERT_EQ(ticks.size(), 4);
  EXPECT_NEAR(ticks[0], 0.05, 1e-9);
  EXPECT_NEAR(ticks[1], 0.1, 1e-9);
  EXPECT_NEAR(ticks[2], 0.2, 1e-9);
  EXPECT_NEAR(ticks[3], 0.5, 1e-9);
}

TEST(LogTicker, TakesPowersOfTenWhereThereAreMany) {
  const QVector<double> ticks = ticksOf(2e-5, 3.0);
  ASSERT_EQ(ticks.size(), 5);
  EXPECT_NEAR(ticks.front(), 1e-4, 1e-12);
  EXPECT_NEAR(ticks.back(), 1.0, 1e-9);
  EXPECT_LE(ticksOf(1e-20, 1.0).size(), 7);
}

TEST(LogTicker, DividesLessThanADecadeEvenly) {
  EXPECT_GE(ticksOf(0.30, 0.45).size(), 2);
}

}  // namespace
}  // namespace macadam
