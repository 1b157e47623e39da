#include "spec/view_side.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(ViewSide, IsTheSmallestPowerOfTwoThatHoldsACrop) {
  EXPECT_EQ(viewSide(512), 512);
  EXPECT_EQ(viewSide(96), 128);
  EXPECT_EQ(viewSide(129), 256);
}

TEST(ViewSide, ShowsMoreThanBorders) {
  EXPECT_EQ(viewSide(8), 32);
  EXPECT_EQ(viewSide(33), 64);
}

}  // namespace
}  // namespace macadam
