#include "data/shared_scenes.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

Dataset world() {
  Dataset dataset{.root = "/world"};
  for (const char* id : {"a_0", "a_1", "a_2", "b_0", "b_1", "c_0"}) {
    dataset.samples.push_back({.id = id, .mask = "m", .scene = std::string(id, 1)});
  }
  return dataset;
}

}  // namespace

TEST(SharedScenes, AreToldWithTheTilesOfBothSides) {
  const Split split{.labelled = {"a_0", "c_0"}, .unlabelled = {"a_1"}, .validation = {"b_0"}, .test = {"a_2"}};
  const auto shared = sharedScenes(split, world(), SceneBy::NamesAndPictures);
  ASSERT_EQ(shared.size(), 1u);
  EXPECT_EQ(shared[0].scene, "a");
  EXPECT_EQ(shared[0].ids(), (std::vector<std::string>{"a_0", "a_1", "a_2"}));
}

TEST(SharedScenes, GoToTheSideWhereMostOfThemLies) {
  const Split split{.labelled = {"a_0", "c_0"}, .unlabelled = {"a_1", "b_1"}, .validation = {"b_0"}, .test = {"a_2"}};
  const Split moved = withScenesOnOneSide(split, world());
  EXPECT_EQ(moved.labelled, (std::vector<std::string>{"a_0", "a_2", "c_0"}));
  EXPECT_EQ(moved.unlabelled, (std::vector<std::string>{"a_1"}));
  EXPECT_EQ(moved.validation, (std::vector<std::string>{"b_0", "b_1"}));
  EXPECT_TRUE(moved.test.empty());
}

TEST(SharedScenes, FollowALockAndLeaveLockedTilesWhereTheyAre) {
  const Split split{.labelled = {"a_0", "a_1"}, .test = {"a_2"}, .locked = {"a_2"}};
  const Split moved = withScenesOnOneSide(split, world());
  EXPECT_EQ(moved.test, (std::vector<std::string>{"a_0", "a_1", "a_2"}));
  const Split both{.labelled = {"a_0"}, .test = {"a_2"}, .locked = {"a_0", "a_2"}};
  EXPECT_EQ(withScenesOnOneSide(both, world()), both);
}

TEST(SharedScenes, TilesThatCannotBeUsedAreTakenOut) {
  Dataset dataset = world();
  dataset.samples[0].mask.clear();
  dataset.samples[3].mask.clear();
  const Split split{.labelled = {"a_0", "a_1"}, .validation = {"b_0", "c_0"}, .test = {"gone"}, .locked = {"gone"}};
  const Split usable = withoutUnusableTiles(split, dataset);
  EXPECT_EQ(usable.labelled, (std::vector<std::string>{"a_1"}));
  EXPECT_EQ(usable.unlabelled, (std::vector<std::string>{"a_0"}));
  EXPECT_EQ(usable.validation, (std::vector<std::string>{"c_0"}));
  EXPECT_TRUE(usable.test.empty());
  EXPECT_TRUE(usable.locked.empty());
}

}  // namespace macadam
