#include "base/problem_groups.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(ProblemGroups, AreOneForEachThingToDoWithACount) {
  const std::vector<Problem> problems{{"masks/1.png", "is 512×500, its image 512×512", "re-export the mask"},
                                      {"a.tif", "cannot be read", "copy it again"},
                                      {"masks/2.png", "is 500×512, its image 512×512", "re-export the mask"},
                                      {"masks/3.png", "is 100×100, its image 512×512", "re-export the mask"}};
  const std::vector<ProblemGroup> groups = grouped(problems);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].places, (std::vector<std::string>{"masks/1.png", "masks/2.png", "masks/3.png"}));
  EXPECT_EQ(describe(summaryOf(groups[0])),
            "masks/1.png is 512×500, its image 512×512, and 2 more like it; re-export the mask");
  EXPECT_EQ(describe(summaryOf(groups[1])), "a.tif cannot be read; copy it again");
}

}  // namespace macadam
