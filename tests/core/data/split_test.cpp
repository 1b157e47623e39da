#include "data/split.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Split, SubsetsHaveTheWordsOfThePaper) {
  EXPECT_EQ(toString(Subset::Labelled), "labelled");
  EXPECT_EQ(toString(Subset::Unlabelled), "unlabelled");
}

}  // namespace macadam
