#include "ui/widgets/window_words.h"

#include "ui/jobs/problem_list.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(WindowWords, SpeakOfNoOptionOfTheCommandLine) {
  const auto remedyFor = [](const std::string& remedy) { return inWindowWords({"where", "what", remedy}).remedy; };
  EXPECT_EQ(
      remedyFor("choose others where the colours are wrong, with data.bands or predict --bands, for example 3,2,1"),
      "choose other bands where the colours are wrong");
  EXPECT_EQ(remedyFor("set data.mask_values (or give --mask-values) to 255"),
            "choose what the values of the masks mean");
  EXPECT_EQ(
      remedyFor("set data.mask_values (or give --mask-values); where this is right, give --accept-unlikely-masks"),
      "choose what the values of the masks mean, or train all the same where this is right");
  EXPECT_EQ(remedyFor("re-export the mask"), "re-export the mask");
}

TEST(WindowWords, AreThoseOfAllProblemsThatTheWindowTellsInALine) {
  EXPECT_EQ(
      problemText({{"a.tif", "has a fourth band", "choose others with predict --bands"}, {"b.tif", "is torn", ""}}),
      "a.tif has a fourth band; choose other bands where the colours are wrong b.tif is torn");
}

}  // namespace macadam
