#include "ui/widgets/duration_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace macadam {
namespace {

TEST(DurationText, TellsMeasuredTimesToTheSecondOrMinute) {
  EXPECT_EQ(spentTime(41.6), "42 s");
  EXPECT_EQ(spentTime(99), "1 min 39 s");
  EXPECT_EQ(spentTime(7500), "2 h 05 min");
}

TEST(DurationText, RoundsGuessesToWhatTheyAreWorth) {
  EXPECT_EQ(roughTime(0.2), "1 s");
  EXPECT_EQ(roughTime(43), "45 s");
  EXPECT_EQ(roughTime(360), "6 min");
  EXPECT_EQ(roughTime(7860), "2 h 10 min");
  EXPECT_EQ(roughTime(50'000), "14 h");
  EXPECT_EQ(roughTime(2.25 * 86'400), "2 days 6 h");
  EXPECT_EQ(roughTime(3 * 86'400), "3 days");
}

TEST(DurationText, TellsWhatIsLeftAndNothingOfWhatIsNoTime) {
  EXPECT_EQ(remainingTime(4), "a few seconds left");
  EXPECT_EQ(remainingTime(42), "40 s left");
  EXPECT_EQ(remainingTime(170), "3 min left");
  EXPECT_EQ(remainingTime(5400), "1 h 30 min left");
  EXPECT_EQ(remainingTime(-1), "");
  EXPECT_EQ(remainingTime(std::numeric_limits<double>::infinity()), "");
}

}  // namespace
}  // namespace macadam
