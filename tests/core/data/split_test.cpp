#include "data/split.h"

#include "data/shared_scenes.h"
#include "data/split_lists.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace macadam {
namespace {

std::string numbered(const std::string& name, int number) {
  return name + (number < 10 ? "00" : number < 100 ? "0" : "") + std::to_string(number);
}

/// `scenes` scenes of four tiles each, all with masks.
Dataset scenesOfFour(int scenes, Origin origin = Origin::Unassigned) {
  Dataset dataset{.root = "/world"};
  for (int i = 0; i < scenes; ++i) {
    for (int tile = 0; tile < 4; ++tile) {
      const std::string scene = numbered("s", i);
      dataset.samples.push_back(
          {.id = scene + "_" + std::to_string(tile), .mask = "m", .scene = scene, .origin = origin});
    }
  }
  return dataset;
}

bool hasProblem(const std::vector<Problem>& problems, const std::string& where, const std::string& words) {
  return std::ranges::any_of(
      problems, [&](const Problem& p) { return p.where == where && p.what.find(words) != std::string::npos; });
}

std::set<std::string> scenesOf(const std::vector<std::string>& ids) {
  std::set<std::string> scenes;
  for (const std::string& id : ids) scenes.insert(id.substr(0, 4));
  return scenes;
}

const SplitSpec kOneToFour{
    .unlabelledPerLabelled = 4.0, .stratifyByRoadShare = false, .validationShare = 0.2, .testShare = 0.2};

}  // namespace

TEST(Split, SubsetsHaveTheWordsOfThePaper) {
  EXPECT_EQ(toString(Subset::Labelled), "labelled");
  EXPECT_EQ(toString(Subset::Unlabelled), "unlabelled");
}

TEST(Split, KeepsTheRatio) {
  const Split split = drawSplit(scenesOfFour(50), kOneToFour, {});  // 200 tiles: 40 + 40 held back, 24 + 96 to train on
  EXPECT_EQ(split.test.size(), 40u);
  EXPECT_EQ(split.validation.size(), 40u);
  EXPECT_EQ(split.labelled.size(), 24u);
  EXPECT_EQ(split.unlabelled.size(), 96u);
  EXPECT_TRUE(obstaclesIn(split, scenesOfFour(50)).empty());
}

TEST(Split, ASceneIsInOneSubsetOnly) {
  const Split split = drawSplit(scenesOfFour(50), kOneToFour, {});
  std::set<std::string> all;
  std::size_t count = 0;
  for (const auto* list : {&split.labelled, &split.unlabelled, &split.validation, &split.test}) {
    const auto scenes = scenesOf(*list);
    count += scenes.size();
    all.insert(scenes.begin(), scenes.end());
  }
  EXPECT_EQ(count, 50u);
  EXPECT_EQ(all.size(), 50u);
}

TEST(Split, EqualInputsGiveEqualSplitsAndAnotherSeedAnother) {
  SplitSpec other = kOneToFour;
  other.seed = 2;
  const Split split = drawSplit(scenesOfFour(50), kOneToFour, {});
  EXPECT_EQ(split, drawSplit(scenesOfFour(50), kOneToFour, {}));
  EXPECT_NE(split.hash(), drawSplit(scenesOfFour(50), other, {}).hash());
}

TEST(Split, IsTheSameOnEveryMachine) {
  SplitSpec spec = kOneToFour;
  spec.groupByScene = false;
  EXPECT_EQ(drawSplit(scenesOfFour(5), spec, {}).labelled, (std::vector<std::string>{"s002_0", "s003_1"}));
}

TEST(Split, TilesThatLabelNothingAreUnlabelledAtMostAndThoseWithoutDataInNoSet) {
  for (const Origin origin : {Origin::Unassigned, Origin::Labelled, Origin::Validation, Origin::Test}) {
    Dataset dataset = scenesOfFour(5);
    for (std::size_t i = 0; i < 8; ++i) dataset.samples[i].origin = origin;
    std::vector<TileContent> contents(20, {.roadShare = 0.1});
    for (std::size_t i = 0; i < 4; ++i) contents[i] = {};  // unknown throughout
    contents[1].hasData = contents[2].hasData = false;
    SplitSpec spec{.unlabelledPerLabelled = 1.0, .groupByScene = false, .validationShare = 0.3, .testShare = 0.3};
    const Split split = drawSplit(dataset, spec, contents);
    const bool isHeldBack = origin == Origin::Validation || origin == Origin::Test;
    for (const std::string id : {"s000_0", "s000_3"}) {
      EXPECT_EQ(split.of(id), isHeldBack ? Subset::Unused : Subset::Unlabelled) << id << ' ' << int(origin);
    }
    for (const std::string id : {"s000_1", "s000_2"}) {
      EXPECT_EQ(split.of(id), Subset::Unused) << id << ' ' << int(origin);
    }
    EXPECT_NE(split.of("s001_0"), Subset::Unused);
  }
}

TEST(Split, WhatLacksToLabelAnythingIsSaid) {
  const auto remedyOf = [](const Dataset& dataset, const SplitSpec& spec,
                           const std::vector<TileContent>& contents = {}) {
    try {
      drawSplit(dataset, spec, contents);
    } catch (const Error& error) {
      return error.problems().front().remedy;
    }
    return std::string();
  };
  Dataset refused = scenesOfFour(2);
  for (Sample& sample : refused.samples) sample.refusedMask = std::exchange(sample.mask, {});
  EXPECT_EQ(remedyOf(refused, kOneToFour),
            "mend its masks, none of which can be used: `macadam-cli data check` says why");
  EXPECT_EQ(remedyOf(scenesOfFour(2), kOneToFour, std::vector<TileContent>(8)),
            "mend the masks of its training images, which label nothing");
  const Dataset heldBack = scenesOfFour(1, Origin::Test);
  EXPECT_EQ(remedyOf(heldBack, kOneToFour),
            "add masks to training images, or let the tiles of a scene fall into several sets (--ignore-scenes, in a "
            "spec split.group_by_scene = false)");
}

TEST(Split, DeclaredOriginsAreKept) {
  Dataset dataset = scenesOfFour(4, Origin::Training);
  for (int i = 0; i < 4; ++i) dataset.samples[i].origin = Origin::Validation;
  for (int i = 4; i < 8; ++i) dataset.samples[i].origin = Origin::Test;
  const Split split = drawSplit(dataset, {.unlabelledPerLabelled = 1.0}, {});
  EXPECT_EQ(scenesOf(split.validation), (std::set<std::string>{"s000"}));
  EXPECT_EQ(scenesOf(split.test), (std::set<std::string>{"s001"}));
  EXPECT_EQ(split.labelled.size(), 4u);
  EXPECT_EQ(split.unlabelled.size(), 4u);
}

TEST(Split, SamplesWithoutMasksAreUnlabelledAndCountInTheRatio) {
  Dataset dataset = scenesOfFour(10);
  for (int i = 0; i < 20; ++i) dataset.samples[i].mask.clear();
  const Split split = drawSplit(dataset, {.unlabelledPerLabelled = 4.0, .validationShare = 0.0, .testShare = 0.0}, {});
  EXPECT_EQ(split.labelled.size(), 8u);
  EXPECT_EQ(split.unlabelled.size(), 32u);
  EXPECT_TRUE(obstaclesIn(split, dataset).empty());
  for (Sample& sample : dataset.samples) sample.mask.clear();
  EXPECT_THROW(drawSplit(dataset, {}, {}), Error);
}

TEST(Split, ChecksNameOverlapsStrangersMissingMasksAndSharedScenes) {
  Dataset dataset = scenesOfFour(3);
  dataset.samples[1].mask.clear();
  const Split split{
      .labelled = {"s000_0", "s000_1"}, .unlabelled = {"s000_0", "s001_0"}, .validation = {"s001_1"}, .test = {"gone"}};
  const auto problems = obstaclesIn(split, dataset);
  EXPECT_EQ(problems.size(), 4u);
  EXPECT_TRUE(hasProblem(problems, "s000_0", "is in labelled and in unlabelled"));
  EXPECT_TRUE(hasProblem(problems, "s000_1", "has no mask"));
  EXPECT_TRUE(hasProblem(problems, "gone", "not in the data set"));
  EXPECT_TRUE(hasProblem(problems, "s001_1", "shows the scene s001, as does s001_0"));
}

TEST(Split, OneThatIsDrawnWithoutRegardToScenesMayShareThemAndSaysSo) {
  const Dataset dataset = scenesOfFour(1);  // one large picture, cut into four
  SplitSpec spec{.unlabelledPerLabelled = 1.0,
                 .groupByScene = false,
                 .stratifyByRoadShare = false,
                 .validationShare = 0.25,
                 .testShare = 0.25};
  const TemporaryFolder folder;
  saveSplit(drawSplit(dataset, spec, {}), folder / "split.toml");
  const Split split = loadSplit(folder / "split.toml");
  EXPECT_FALSE(split.groupedByScene);
  EXPECT_EQ(sharedScenes(split, dataset, SceneBy::NamesAndPictures).size(), 1u);
  EXPECT_TRUE(obstaclesIn(split, dataset).empty());
  EXPECT_EQ(sharedScenesNote(split, dataset),
            "split 1to1-seed1 was drawn without regard to scenes: 1 scene is both trained on and measured on, so its "
            "scores are higher than on scenes that no network has seen");

  Split byHand = split;
  byHand.groupedByScene = true;
  EXPECT_EQ(obstaclesIn(byHand, dataset).size(), 1u);
  EXPECT_EQ(sharedScenesNote(byHand, dataset), "");
  EXPECT_EQ(byHand.hash(), split.hash());
}

TEST(Split, IsReadBackAsSavedAndItsHashIgnoresTheName) {
  const TemporaryFolder folder;
  Split split{.name = "a \"quoted\" name",
              .seed = 7,
              .unlabelledPerLabelled = 4.0,
              .labelled = {"a b.png", "ü.png"},
              .unlabelled = {"c#0,512"}};
  saveSplit(split, folder / "split.toml");
  EXPECT_EQ(loadSplit(folder / "split.toml"), split);
  const std::string hash = split.hash();
  EXPECT_EQ(hash.size(), 16u);
  split.name = "other";
  EXPECT_EQ(split.hash(), hash);
  std::swap(split.labelled, split.unlabelled);
  EXPECT_NE(split.hash(), hash);
}

TEST(Split, LockedSamplesStayWhereTheyAreWhenItIsDrawnAgain) {
  const Dataset dataset = scenesOfFour(50);
  Split before = drawSplit(dataset, kOneToFour, {});
  before.locked = {before.labelled[0], before.test[5], before.unlabelled[7]};
  std::ranges::sort(before.locked);
  SplitSpec spec = kOneToFour;
  spec.groupByScene = false;
  for (spec.seed = 2; spec.seed < 12; ++spec.seed) {
    const Split after = drawSplit(dataset, spec, {}, before);
    EXPECT_EQ(after.locked, before.locked);
    for (const std::string& id : before.locked) EXPECT_EQ(after.of(id), before.of(id)) << id;
    EXPECT_EQ(after.test.size(), 40u);
    EXPECT_EQ(after.validation.size(), 40u);
    EXPECT_EQ(after.labelled.size(), 24u);
    EXPECT_EQ(after.unlabelled.size(), 96u);
  }
}

TEST(Split, ASceneFollowsItsLockedSample) {
  const Dataset dataset = scenesOfFour(50);
  const Split before{.unlabelled = {"s010_0"}, .validation = {"s003_2"}, .locked = {"s003_2", "s010_0"}};
  const Split after = drawSplit(dataset, kOneToFour, {}, before);
  for (const char* id : {"s003_0", "s003_1", "s003_2", "s003_3"}) EXPECT_EQ(after.of(id), Subset::Validation);
  EXPECT_EQ(after.of("s010_3"), Subset::Unlabelled);
  EXPECT_EQ(after.validation.size(), 40u);
  EXPECT_EQ(after.labelled.size(), 24u);
  EXPECT_TRUE(obstaclesIn(after, dataset).empty());
}

TEST(Split, ASampleLockedOutOfAllSetsStaysOut) {
  const Split after = drawSplit(scenesOfFour(50), kOneToFour, {}, {.locked = {"s003_2"}});
  EXPECT_EQ(after.of("s003_2"), Subset::Unused);
  EXPECT_NE(after.of("s003_1"), Subset::Unused);
}

TEST(Split, LocksAreKeptInItsFileAndOutOfItsHash) {
  const TemporaryFolder folder;
  Split split{.name = "split", .labelled = {"a", "c"}, .test = {"b"}};
  const std::string hash = split.hash();
  split.locked = {"b", "d"};
  EXPECT_EQ(split.hash(), hash);
  saveSplit(split, folder / "split.toml");
  EXPECT_EQ(loadSplit(folder / "split.toml"), split);
}

TEST(Split, FilesWithOverlapsAreRefused) {
  const TemporaryFolder folder;
  appendText(folder / "split.toml", "labelled = [\"a\", \"b\"]\nvalidation = [\"b\"]\ntest = 3\n");
  try {
    loadSplit(folder / "split.toml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().size(), 2u);
  }
}

TEST(Split, KnowsTheSubsetOfASample) {
  const Split split{.labelled = {"a", "c"}, .test = {"b"}};
  EXPECT_EQ(split.of("c"), Subset::Labelled);
  EXPECT_EQ(split.of("b"), Subset::Test);
  EXPECT_EQ(split.of("d"), Subset::Unused);
}

namespace {

/// `tiles/` with images a, b, c and masks of a and c: 8 of 32 rows are road.
Dataset threeTiles(const TemporaryFolder& folder, const std::string& blank = "") {
  for (const char* name : {"a", "b", "c"}) writeImage(folder / ("tiles/images/" + blank + name + ".png"));
  for (const char* name : {"a", "c"}) writeRoadMask(folder / ("tiles/masks/" + blank + name + ".png"), 8);
  return openDataset(folder / "tiles", 32);
}

const Split kThree{.name = "lists",
                   .unlabelledPerLabelled = 1.0,
                   .labelled = {"images/a.png"},
                   .unlabelled = {"images/b.png"},
                   .validation = {"images/c.png"}};

}  // namespace

TEST(SplitLists, NamePathsFromTheDataSetAndAreReadBack) {
  const TemporaryFolder folder;
  const Dataset dataset = threeTiles(folder);
  const std::vector<Problem> problems = exportLists(kThree, dataset, folder / "lists/");
  EXPECT_EQ(readText(folder / "lists/labeled.txt"), "images/a.png masks/a.png\n");
  EXPECT_EQ(readText(folder / "lists/unlabeled.txt"), "images/b.png\n");
  EXPECT_TRUE(hasProblem(problems, (folder / "lists/unlabeled.txt").string(), "has 1 line without a mask"));
  EXPECT_EQ(importLists(folder / "lists", dataset), kThree);
}

TEST(SplitLists, MayNameMasksOfZeroAndOneThatOtherProgramsUnderstand) {
  const TemporaryFolder folder;
  const Dataset dataset = threeTiles(folder);
  EXPECT_TRUE(exportLists(kThree, dataset, folder / "lists", ListedMasks::ZeroAndOne).empty());
  EXPECT_EQ(readText(folder / "lists/labeled.txt"), "images/a.png ../lists/masks_01/images/a.png.png\n");
  const cv::Mat known = cv::imread((folder / "lists/masks_01/images/a.png.png").string(), cv::IMREAD_UNCHANGED);
  EXPECT_EQ(cv::countNonZero(known == 1), 8 * 32);
  EXPECT_EQ(cv::countNonZero(known == 0), 24 * 32);
  const cv::Mat unknown = cv::imread((folder / "lists/masks_01/images/b.png.png").string(), cv::IMREAD_UNCHANGED);
  EXPECT_EQ(cv::countNonZero(unknown == 255), 32 * 32);
  EXPECT_EQ(importLists(folder / "lists", dataset), kThree);
  EXPECT_THROW(exportLists(kThree, dataset, folder / "tiles", ListedMasks::ZeroAndOne), Error);
}

TEST(SplitLists, InTheDataSetsOwnFolderTheyChangeNoSampleButItsOrigin) {
  const TemporaryFolder folder;
  const Dataset before = threeTiles(folder);
  exportLists(kThree, before, folder / "tiles");
  const Dataset after = openDataset(folder / "tiles", 32);
  ASSERT_EQ(after.samples.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(after.samples[i].id, before.samples[i].id);
    EXPECT_EQ(after.samples[i].mask, before.samples[i].mask);
    EXPECT_EQ(after.samples[i].maskRule, before.samples[i].maskRule);
  }
  EXPECT_EQ(after.samples[0].origin, Origin::Labelled);
  EXPECT_EQ(after.samples[1].origin, Origin::Unlabelled);
  EXPECT_EQ(after.samples[2].origin, Origin::Validation);
}

TEST(SplitLists, NamesWithBlanksAreRefusedByName) {
  const TemporaryFolder folder;
  const Dataset dataset = threeTiles(folder, "my ");
  const Split split{.labelled = {"images/my a.png"}, .validation = {"images/my c.png"}};
  try {
    exportLists(split, dataset, folder / "lists");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().size(), 4u);
    EXPECT_TRUE(hasProblem(error.problems(), "images/my a.png", "holds a blank"));
    EXPECT_TRUE(hasProblem(error.problems(), "masks/my c.png", "holds a blank"));
  }
}

TEST(SplitLists, TrainLabelsWhatHasAMask) {
  const TemporaryFolder folder;
  const Dataset dataset = threeTiles(folder);
  std::filesystem::create_directories(folder / "lists");
  appendText(folder / "a", "of no matter");  // further up lies what the list does not mean
  appendText(folder / "lists/train.txt", "a\nb\nc\n");
  appendText(folder / "lists/val.txt", "c\n");
  EXPECT_EQ(importLists(folder / "lists", dataset), kThree);
}

}  // namespace macadam
