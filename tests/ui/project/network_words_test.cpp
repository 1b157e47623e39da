#include "ui/project/network_words.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(NetworkWords, PutASpaceBeforeTheTeachersNumber) {
  EXPECT_EQ(networkWords("teacher2"), "teacher 2");
  EXPECT_EQ(networkWords("pseudo-label teacher1"), "pseudo-label teacher 1");
  EXPECT_EQ(networkWords("student"), "student");
}

}  // namespace macadam
