#include "spec/band_order.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(BandOrder, IsThreeNumbersInAnyUsualForm) {
  for (const char* text : {"3,2,1", "3 2 1", "[3, 2, 1]"}) EXPECT_EQ(bandsFromText(text), (BandOrder{3, 2, 1})) << text;
  EXPECT_EQ(bandsFromText(""), BandOrder{});
  for (const char* text : {"3,2", "0,1,2", "3,2,1,4", "r,g,b", "-1,2,3"}) EXPECT_FALSE(bandsFromText(text)) << text;
}

}  // namespace
}  // namespace macadam
