#include "data/move_to_labelled.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

using Ids = std::vector<std::string>;

/// Two scenes of two tiles; the last has no mask.
Dataset fourTiles() {
  Dataset dataset;
  for (const char* id : {"a_0", "a_1", "b_0", "b_1"}) {
    dataset.samples.push_back({.id = id, .image = id, .mask = std::string(id) + ".mask", .scene = {id[0]}});
  }
  dataset.samples.back().mask.clear();
  return dataset;
}

}  // namespace

TEST(MoveToLabelled, TakesTilesFromTheUnlabelledOnesAndFromNoSet) {
  const LabelledMore more = moveToLabelled({.unlabelled = {"a_0", "b_1"}}, fourTiles(), {"b_0", "a_0", "a_0"});
  EXPECT_EQ(more.moved, (Ids{"a_0", "b_0"}));
  EXPECT_TRUE(more.refused.empty());
  EXPECT_EQ(more.split.labelled, (Ids{"a_0", "b_0"}));
  EXPECT_EQ(more.split.unlabelled, (Ids{"b_1"}));
}

TEST(MoveToLabelled, KeepsTheNameAndTheLocksOfTheSplit) {
  const Split split{.name = "default", .seed = 7, .unlabelled = {"a_0"}, .locked = {"b_0"}};
  const LabelledMore more = moveToLabelled(split, fourTiles(), {"a_0"});
  EXPECT_EQ(more.split.name, "default");
  EXPECT_EQ(more.split.seed, 7u);
  EXPECT_EQ(more.split.locked, (Ids{"b_0"}));
}

TEST(MoveToLabelled, PassesOverWhatIsLabelledAlready) {
  const Split split{.labelled = {"a_0"}};
  const LabelledMore more = moveToLabelled(split, fourTiles(), {"a_0"});
  EXPECT_TRUE(more.moved.empty());
  EXPECT_TRUE(more.refused.empty());
  EXPECT_EQ(more.split, split);
}

TEST(MoveToLabelled, LeavesWhatMeasuresWhereItIs) {
  const Split split{.validation = {"a_0"}, .test = {"b_0"}};
  const LabelledMore more = moveToLabelled(split, fourTiles(), {"a_0", "b_0"});
  EXPECT_EQ(more.split, split);
  ASSERT_EQ(more.refused.size(), 2u);
  EXPECT_EQ(
      describe(more.refused[0]),
      "a_0 is a validation tile, on which runs are measured; leave it there: its mended mask counts the next time "
      "that something is measured");
  EXPECT_EQ(more.refused[1].what, "is a test tile, on which runs are measured");
}

TEST(MoveToLabelled, RefusesATileWhoseSceneIsMeasuredOn) {
  const Split split{.unlabelled = {"a_1", "b_0"}, .validation = {"a_0"}};
  const LabelledMore more = moveToLabelled(split, fourTiles(), {"a_1", "b_0"});
  EXPECT_EQ(more.moved, (Ids{"b_0"}));
  ASSERT_EQ(more.refused.size(), 1u);
  EXPECT_EQ(describe(more.refused[0]),
            "a_1 shows the scene a, and so does a_0, on which runs are measured; take the scene out of validation and "
            "test first");
}

TEST(MoveToLabelled, SharesASceneWhereTheSplitDoesNotRegardThem) {
  const Split split{.unlabelled = {"a_1"}, .validation = {"a_0"}, .groupedByScene = false};
  EXPECT_EQ(moveToLabelled(split, fourTiles(), {"a_1"}).moved, (Ids{"a_1"}));
}

TEST(MoveToLabelled, RefusesATileThatIsLockedOrHasNoMask) {
  const Split split{.unlabelled = {"a_0", "b_1"}, .locked = {"a_0"}};
  const LabelledMore more = moveToLabelled(split, fourTiles(), {"a_0", "b_1", "c"});
  EXPECT_EQ(more.split, split);
  ASSERT_EQ(more.refused.size(), 3u);
  EXPECT_EQ(describe(more.refused[0]), "a_0 is locked in its set; unlock it on the Data page first");
  EXPECT_EQ(describe(more.refused[1]), "b_1 has no mask; save its labels first");
  EXPECT_EQ(describe(more.refused[2]), "c is not in the data set; open the project again");
}

}  // namespace macadam
