#include "base/random.h"
#include "data/split_wish.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace macadam {
namespace {

/// Scenes of 1 to 6 tiles, some without masks, of shares of road between 0 and 0.3.
struct Drawn {
  Dataset dataset{.root = "/world"};
  std::vector<TileContent> contents;

  explicit Drawn(std::uint64_t key) {
    RandomStream random(key, "nested");
    for (int scene = 0; scene < 24; ++scene) {
      const auto tiles = 1 + random.below(6);
      for (std::uint64_t tile = 0; tile < tiles; ++tile) {
        const std::string name = "scene" + std::to_string(100 + scene);
        dataset.samples.push_back(
            {.id = name + "_" + std::to_string(tile), .mask = random.chance(0.9) ? "m" : "", .scene = name});
        contents.push_back({.roadShare = random.uniform(0.0, 0.3)});
      }
    }
  }
};

bool isWithin(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return std::ranges::includes(many, few);
}

/// Tiles alone, of rising share of road.
Drawn tiles(int count) {
  Drawn drawn(0);
  drawn.dataset.samples.clear();
  drawn.contents.clear();
  for (int i = 0; i < count; ++i) {
    const std::string id = "t" + std::to_string(1000 + i);
    drawn.dataset.samples.push_back({.id = id, .mask = "m", .scene = id});
    drawn.contents.push_back({.roadShare = i * 0.001});
  }
  return drawn;
}

const SplitSpec kNothingHeldBack{.validationShare = 0.0, .testShare = 0.0};

}  // namespace

TEST(NestedSplit, WhoeverIsLabelledStaysSoWhereMoreAre) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Drawn world(seed);
    SplitSpec rules{.seed = seed, .groupByScene = seed % 2 == 0, .stratifyByRoadShare = seed % 4 < 2};
    Split smaller;
    for (const double share : {1.0 / 16, 1.0 / 8, 0.2, 1.0 / 4, 1.0 / 2, 1.0}) {
      rules.unlabelledPerLabelled = 1.0 / share - 1.0;
      const Split split = drawSplit(world.dataset, rules, world.contents);
      if (!smaller.labelled.empty()) {
        EXPECT_TRUE(isWithin(smaller.labelled, split.labelled)) << "seed " << seed << ", share " << share;
        EXPECT_EQ(smaller.validation, split.validation);
        EXPECT_EQ(smaller.test, split.test);
      }
      smaller = split;
    }
  }
}

TEST(NestedSplit, StaysSoAroundLocks) {
  const Drawn world(3);
  Split before = drawSplit(world.dataset, SplitSpec{}, world.contents);
  before.locked = {before.labelled[0], before.unlabelled[3]};
  std::ranges::sort(before.locked);
  SplitSpec rules{.unlabelledPerLabelled = 7.0, .seed = 5};
  const Split few = drawSplit(world.dataset, rules, world.contents, before);
  rules.unlabelledPerLabelled = 2.0;
  const Split many = drawSplit(world.dataset, rules, world.contents, before);
  EXPECT_TRUE(isWithin(few.labelled, many.labelled));
  for (const std::string& id : before.locked) EXPECT_EQ(many.of(id), before.of(id));
}

TEST(NestedSplit, EveryBeginningIsLikeTheWholeInRoadShare) {
  const Drawn world = tiles(128);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SplitSpec rules = kNothingHeldBack;
    rules.seed = seed;
    rules.unlabelledPerLabelled = 7.0;
    const Split split = drawSplit(world.dataset, rules, world.contents);
    ASSERT_EQ(split.labelled.size(), 16u);
    for (int sixteenth = 0; sixteenth < 16; ++sixteenth) {
      const auto count = std::ranges::count_if(split.labelled, [&](const std::string& id) {
        return (world.dataset.find(id) - world.dataset.samples.data()) / 8 == sixteenth;
      });
      EXPECT_EQ(count, 1) << "seed " << seed << ", part " << sixteenth;
    }
  }
}

TEST(NestedSplit, ASmallShareBeginsWithNoLargeScene) {
  Dataset dataset{.root = "/world"};
  for (int i = 0; i < 40; ++i) {
    const std::string scene = i < 30 ? "large" : "small" + std::to_string(i);
    dataset.samples.push_back({.id = "t" + std::to_string(100 + i), .mask = "m", .scene = scene});
  }
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SplitSpec rules = kNothingHeldBack;
    rules.seed = seed;
    rules.unlabelledPerLabelled = 39.0;
    EXPECT_EQ(drawSplit(dataset, rules, {}).labelled.size(), 1u) << seed;
  }
}

TEST(SplitWish, AsksByRatioByShareOrByCount) {
  const Drawn world = tiles(100);
  const auto labelled = [&](const LabelledAmount& amount) {
    return drawSplit(world.dataset, SplitWish{kNothingHeldBack, amount}, world.contents);
  };
  EXPECT_EQ(labelled(LabelledRatio{4.0}).labelled.size(), 20u);
  EXPECT_EQ(labelled(LabelledShare{0.15}).labelled.size(), 15u);
  EXPECT_EQ(labelled(LabelledCount{7}).labelled.size(), 7u);
  EXPECT_EQ(labelled(LabelledCount{7}).name, "7labelled-seed1");
  EXPECT_EQ(labelled(LabelledShare{0.15}).name, "15percent-seed1");
  EXPECT_THROW(labelled(LabelledCount{101}), Error);
  EXPECT_THROW(labelled(LabelledShare{0.0}), Error);
}

TEST(SplitWish, KeepsWhatIsLabelledAndAdds) {
  const Drawn world(8);
  Split before = drawSplit(world.dataset, SplitSpec{.unlabelledPerLabelled = 9.0, .seed = 2}, world.contents);
  before.locked = {before.unlabelled.front()};
  const SplitSpec rules{.seed = 77};
  const SplitWish wish{rules, LabelledRatio{2.0}, LabelledBefore::Kept};
  const Split after = drawSplit(world.dataset, wish, world.contents, before);
  EXPECT_TRUE(isWithin(before.labelled, after.labelled));
  EXPECT_GT(after.labelled.size(), before.labelled.size());
  EXPECT_EQ(after.validation, before.validation);
  EXPECT_EQ(after.test, before.test);
  EXPECT_EQ(after.of(before.locked.front()), Subset::Unlabelled);
  EXPECT_EQ(after.labelled.size() + after.unlabelled.size(), before.labelled.size() + before.unlabelled.size());
  EXPECT_TRUE(obstaclesIn(after, world.dataset).empty());
  EXPECT_THROW(drawSplit(world.dataset, {rules, LabelledRatio{50.0}, LabelledBefore::Kept}, world.contents, after),
               Error);
}

TEST(SplitWish, AddingToASmallShareGivesWhatTheLargeOneOfItsSeedIs) {
  const Drawn world(4);
  const SplitSpec rules{.seed = 6};
  const Split few = drawSplit(world.dataset, {rules, LabelledRatio{7.0}}, world.contents);
  const Split many = drawSplit(world.dataset, {rules, LabelledRatio{3.0}}, world.contents);
  const Split added = drawSplit(world.dataset, {rules, LabelledRatio{3.0}, LabelledBefore::Kept}, world.contents, few);
  EXPECT_EQ(added.labelled, many.labelled);
}

TEST(SplitWish, SaysWhereScenesDoNotAllowTheRatio) {
  Dataset dataset{.root = "/world"};
  for (int i = 0; i < 12; ++i) {
    dataset.samples.push_back({.id = "t" + std::to_string(100 + i), .mask = "m", .scene = i < 10 ? "large" : "small"});
  }
  SplitSpec rules = kNothingHeldBack;
  rules.unlabelledPerLabelled = 1.0;
  const Split split = drawSplit(dataset, rules, {});
  EXPECT_EQ(split.labelled.size(), 2u);
  EXPECT_EQ(ratioNote(split, dataset), "asked for 1:1, got 1:5 (2 labelled, 10 unlabelled)");
  rules.groupByScene = false;
  EXPECT_EQ(ratioNote(drawSplit(dataset, rules, {}), dataset), "");
}

}  // namespace macadam
