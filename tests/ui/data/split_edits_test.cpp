#include "ui/data/split_edits.h"

#include "ui/data/small_world.h"
#include "ui/data/split_facts.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {

TEST(SplitEdits, MovingTakesASampleFromOneSetToAnother) {
  const auto dataset = invisibleWorld(3);
  const std::string a = dataset->samples[4].id, b = dataset->samples[5].id;
  const Split split{.name = "one", .labelled = {a}, .unlabelled = {b}};
  const MovedSplit moved = moveSamples(split, *dataset, {b, b}, Subset::Labelled);
  EXPECT_EQ(moved.split.labelled, (std::vector<std::string>{a, b}));
  EXPECT_TRUE(moved.split.unlabelled.empty());
  EXPECT_EQ(moved.moved, 1u);
  EXPECT_EQ(moved.split.name, "one");
}

TEST(SplitEdits, ASampleWithoutMaskCanOnlyBeUnlabelledOrUnused) {
  const auto dataset = invisibleWorld(1);
  const std::string blind = dataset->samples[0].id;
  const Split split{.unlabelled = {blind}};
  for (const Subset subset : {Subset::Labelled, Subset::Validation, Subset::Test}) {
    const MovedSplit moved = moveSamples(split, *dataset, {blind}, subset);
    EXPECT_EQ(moved.split, split);
    EXPECT_EQ(moved.refused, std::vector<std::string>{blind});
  }
  EXPECT_TRUE(moveSamples(split, *dataset, {blind}, Subset::Unused).split.unlabelled.empty());
}

TEST(SplitEdits, LocksAreSetAndTakenAwayAgain) {
  const Split locked = withLocks({}, {"b", "a", "b"});
  EXPECT_EQ(locked.locked, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(withoutLocks(locked, {"a"}).locked, std::vector<std::string>{"b"});
}

TEST(SplitEdits, RelocationsSayFromWhereToWhere) {
  const Split before{.labelled = {"a", "b"}, .unlabelled = {"c"}, .test = {"e"}};
  const Split after{.labelled = {"b", "c"}, .validation = {"a"}, .test = {"d", "e"}};
  const std::vector<Relocation> expected{{"a", Subset::Labelled, Subset::Validation},
                                         {"c", Subset::Unlabelled, Subset::Labelled},
                                         {"d", Subset::Unused, Subset::Test}};
  EXPECT_EQ(relocations(before, after), expected);
  EXPECT_TRUE(relocations(before, before).empty());
}

TEST(SplitEdits, LockedTilesMoveByNoEdit) {
  const auto dataset = invisibleWorld(3);
  const auto id = [&](int i) { return dataset->samples[static_cast<std::size_t>(i)].id; };
  const Split split{.labelled = {id(1), id(2)}, .validation = {id(5)}, .locked = {id(2)}};
  const MovedSplit moved = moveSamples(split, *dataset, {id(1), id(2)}, Subset::Test);
  EXPECT_EQ(moved.moved, 1u);
  EXPECT_EQ(moved.locked, 1u);
  EXPECT_EQ(moved.split.labelled, std::vector<std::string>{id(2)});
  const Split imported = keepLocked({.labelled = {id(5)}, .test = {id(1), id(2)}}, split);
  EXPECT_EQ(imported.labelled, (std::vector<std::string>{id(2), id(5)}));
  EXPECT_EQ(imported.test, std::vector<std::string>{id(1)});
  EXPECT_EQ(imported.locked, split.locked);
}

TEST(SplitFacts, CountTheSetsAndTheirRoad) {
  Dataset dataset;
  dataset.samples = {{.id = "a", .mask = "m", .scene = "a"},
                     {.id = "b", .mask = "m", .scene = "b"},
                     {.id = "c", .mask = "m", .scene = "c"},
                     {.id = "d", .scene = "d"}};
  const SplitFacts facts =
      summarise({.labelled = {"a", "b"}, .unlabelled = {"d"}, .validation = {"c"}}, dataset, {{0.1}, {0.2}, {0.6}, {}});
  EXPECT_EQ(facts.of(Subset::Labelled).samples, 2u);
  EXPECT_NEAR(facts.of(Subset::Labelled).roadShare, 0.15, 1e-12);
  EXPECT_EQ(facts.of(Subset::Unlabelled).withMask, 0u);
  EXPECT_EQ(facts.of(Subset::Validation).samples, 1u);
  EXPECT_NEAR(facts.histogramEnd, 0.6, 1e-12);
  EXPECT_EQ(facts.of(Subset::Labelled).histogram[2], 0.5);  // 0.1 of bins that are 0.05 wide
  EXPECT_EQ(facts.of(Subset::Labelled).histogram[4], 0.5);
  EXPECT_EQ(facts.of(Subset::Validation).histogram[11], 1.0);
  EXPECT_TRUE(facts.findings.empty());
}

TEST(SplitFacts, TilesThatAreUnknownThroughoutAreToldOfAndCountInNoMean) {
  Dataset dataset;
  for (const std::string id : {"a", "b", "c", "d"}) dataset.samples.push_back({.id = id, .mask = "m", .scene = id});
  const std::vector<TileContent> contents{{0.1}, {}, {0.6}, {std::nullopt, false}};
  const SplitFacts taught =
      summarise({.labelled = {"a", "b"}, .unlabelled = {"d"}, .validation = {"c"}}, dataset, contents);
  EXPECT_EQ(taught.of(Subset::Labelled).roadShare, 0.1);
  EXPECT_EQ(taught.of(Subset::Labelled).labelling, 1u);
  const auto find = [](const SplitFacts& facts, const std::string& where) -> std::string {
    const auto found = std::ranges::find(facts.findings, where, [](const Finding& each) { return each.problem.where; });
    return found == facts.findings.end() ? "" : found->problem.what;
  };
  EXPECT_EQ(find(taught, "b"), "is to teach or to measure, and unknown throughout");
  EXPECT_EQ(find(taught, "d"), "");

  const SplitFacts leftOut =
      summarise({.labelled = {"a"}, .unlabelled = {"b"}, .validation = {"c"}}, dataset, contents);
  EXPECT_EQ(find(leftOut, "d"), "has no data at all and is in no set");
  EXPECT_EQ(find(leftOut, "b"),
            "is unknown throughout in its mask, so that nothing is learned from it or measured on it");
}

TEST(SplitFacts, ALeakNamesAllTilesOfItsScene) {
  const auto dataset = invisibleWorld(3);
  const auto id = [&](int i) { return dataset->samples[static_cast<std::size_t>(i)].id; };
  const SplitFacts facts = summarise(
      {.labelled = {id(1), id(2)}, .unlabelled = {id(9)}, .validation = {id(5)}, .test = {id(3)}}, *dataset, {});
  ASSERT_EQ(facts.findings.size(), 1u);
  EXPECT_EQ(facts.findings[0].tiles, (std::vector<std::string>{id(1), id(2), id(3)}));
  EXPECT_FALSE(facts.hasRoadShares);
}

}  // namespace macadam
