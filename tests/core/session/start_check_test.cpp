#include "session/start_check.h"

#include "session/prepared_data.h"
#include "session/run_room.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

/// Four scenes of four tiles, of which each has a mask with 8 of 32 rows of road.
class StartCheck : public testing::Test {
 protected:
  StartCheck() {
    for (const char scene : {'a', 'b', 'c', 'd'}) {
      for (const char* place : {"_0_0", "_0_32", "_32_0", "_32_32"}) {
        const std::string name = scene + std::string(place) + ".png";
        writeImage(folder_ / ("tiles/images/" + name));
        writeRoadMask(folder_ / ("tiles/masks/" + name), 8);
      }
    }
  }

  Dataset dataset() const { return openDataset(folder_ / "tiles", 32); }
  static std::string tile(char scene, const char* place) { return "images/" + std::string(1, scene) + place + ".png"; }
  static std::vector<std::string> scene(char name) {
    return {tile(name, "_0_0"), tile(name, "_0_32"), tile(name, "_32_0"), tile(name, "_32_32")};
  }
  static Split goodSplit() {
    return {
        .name = "good", .labelled = scene('a'), .unlabelled = scene('b'), .validation = scene('c'), .test = scene('d')};
  }
  RunSpec spec() const {
    RunSpec spec;
    spec.data.path = (folder_ / "tiles").string();
    spec.data.windowSize = 32;
    spec.data.cacheMegabytes = 0;
    const NetworkSpec narrow{.encoder = Encoder::ResNet18, .width = 0.1};
    spec.networks = {.student = narrow,
                     .teachers = {narrow, {.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.1}}};
    return spec;
  }
  std::filesystem::path runs() const { return folder_ / "runs"; }

  /// Whose picture is decoded to see where it has no data.
  void addTornTile() const {
    writeTornJpeg(folder_ / "tiles/images/e.jpg");
    writeRoadMask(folder_ / "tiles/masks/e.png", 16, 64, 64);
    std::string bands;
    for (const char* band : {"1", "2", "3"})
      bands += "<PAMRasterBand band=\"" + std::string(band) + "\"><NoDataValue>0</NoDataValue></PAMRasterBand>";
    appendText(folder_ / "tiles/images/e.jpg.aux.xml", "<PAMDataset>" + bands + "</PAMDataset>");
  }

  TemporaryFolder folder_;
};

const Finding* findingWith(const std::vector<Finding>& findings, const std::string& words) {
  const auto found = std::ranges::find_if(
      findings, [&](const Finding& each) { return describe(each.problem).find(words) != std::string::npos; });
  return found == findings.end() ? nullptr : &*found;
}

std::string all(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += describe(finding.problem) + '\n';
  return text;
}

}  // namespace

TEST_F(StartCheck, HasNothingToSayWhereAllIsWell) {
  EXPECT_EQ(all(checkStart(spec(), runs(), dataset(), goodSplit(), {})), "");
  EXPECT_FALSE(std::filesystem::exists(runs()));
}

TEST_F(StartCheck, TellsASceneInTrainingAndTestOnceWithItsTiles) {
  Split split = goodSplit();
  split.test.erase(split.test.begin());
  split.labelled.push_back(tile('d', "_0_0"));
  const auto findings = checkTiles(dataset(), split);
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(describe(findings[0].problem),
            "scene d is in training and test, 4 tiles; keep a scene on one side of training and measuring");
  EXPECT_EQ(findings[0].severity, Severity::Stops);
  EXPECT_EQ(findings[0].fix, Fix::MoveScenes);
  EXPECT_EQ(findings[0].tiles.size(), 4u);
  split.groupedByScene = false;
  EXPECT_EQ(checkTiles(dataset(), split).front().severity, Severity::Spoils);
}

TEST_F(StartCheck, TellsOfAMissingSplitOnce) {
  RunSpec missing = spec();
  missing.split.file = (folder_ / "gone.toml").string();
  const auto findings = checkStart(missing, runs());
  EXPECT_EQ(
      std::ranges::count_if(
          findings, [](const Finding& each) { return describe(each.problem).find("gone.toml") != std::string::npos; }),
      1)
      << all(findings);
}

TEST_F(StartCheck, OffersNoMoveThatLocksForbid) {
  Split split = goodSplit();
  split.test.erase(split.test.begin());
  split.labelled.push_back(tile('d', "_0_0"));
  split.locked = {tile('d', "_0_0"), tile('d', "_32_0")};
  EXPECT_EQ(checkTiles(dataset(), split).front().fix, Fix::None);
}

TEST_F(StartCheck, OffersNoMoveThatLeavesNothingLabelled) {
  Split split = goodSplit();
  split.test.erase(split.test.begin());
  split.labelled = {tile('d', "_0_0")};
  const auto findings = checkTiles(dataset(), split);
  const Finding* finding = findingWith(findings, "scene d is in training and test");
  ASSERT_NE(finding, nullptr) << all(findings);
  EXPECT_EQ(finding->fix, Fix::None);
}

TEST_F(StartCheck, OffersToMoveAScenesTilesThoughEqualPicturesAreLockedApart) {
  for (const std::string name : {"x_0_0.png", "y_0_0.png"}) {
    writePicture(folder_ / ("tiles/images/" + name), cv::imread((folder_ / "tiles/images/a_0_0.png").string()));
    writeRoadMask(folder_ / ("tiles/masks/" + name), 8);
  }
  Split split = goodSplit();
  split.labelled.insert(split.labelled.end(), {tile('d', "_0_0"), tile('x', "_0_0")});
  split.test = {tile('d', "_0_32"), tile('d', "_32_0"), tile('d', "_32_32"), tile('y', "_0_0")};
  split.locked = {tile('x', "_0_0"), tile('y', "_0_0")};
  const auto findings = checkTiles(dataset(), split);
  const Finding* finding = findingWith(findings, "scene d is in training and test");
  ASSERT_NE(finding, nullptr) << all(findings);
  EXPECT_EQ(finding->fix, Fix::MoveScenes);
}

TEST_F(StartCheck, TellsManyOfOneKindInOneLine) {
  Split split = goodSplit();
  for (int i = 0; i < 300; ++i) split.unlabelled.push_back("images/gone" + std::to_string(1000 + i) + ".png");
  std::ranges::sort(split.unlabelled);
  const auto findings = checkTiles(dataset(), split);
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_NE(findings[0].problem.what.find("and 299 more like it"), std::string::npos);
  EXPECT_EQ(findings[0].fix, Fix::TakeOutTiles);
}

TEST_F(StartCheck, StopsWhereWhatIsLabelledShowsNoRoadOrTooMuch) {
  const std::vector<std::string> names = scene('a');
  for (const int rows : {0, 24}) {
    for (const std::string& name : names) writeRoadMask(folder_ / ("tiles/masks/" + name.substr(7)), rows);
    const auto findings = checkTiles(dataset(), goodSplit());
    const Finding* finding = findingWith(findings, "the masks of the labelled tiles");
    ASSERT_NE(finding, nullptr) << all(findings);
    EXPECT_EQ(finding->severity, Severity::Stops);
    EXPECT_EQ(finding->fix, Fix::ChooseMasks);
    RunSpec accepted = spec();
    accepted.data.acceptUnlikelyMasks = true;
    EXPECT_EQ(findingWith(checkStart(accepted, runs(), dataset(), goodSplit(), {}), "of the labelled tiles"), nullptr);
  }
}

TEST_F(StartCheck, StopsBeforeItIsDecidedWhatMasksMean) {
  for (const char scene : {'a', 'b', 'c', 'd'}) {
    for (const char* place : {"_0_0", "_0_32", "_32_0", "_32_32"}) {
      cv::Mat mask(32, 32, CV_8UC1, cv::Scalar(1));
      mask.rowRange(0, 8).setTo(3);
      writePicture(folder_ / ("tiles/masks/" + (scene + std::string(place)) + ".png"), mask);
    }
  }
  const auto findings = checkTiles(dataset(), goodSplit());
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].severity, Severity::Stops);
  EXPECT_EQ(findings[0].fix, Fix::ChooseMasks);
}

TEST_F(StartCheck, SaysThatTheRatioIsAnother) {
  Split split = goodSplit();
  split.unlabelledPerLabelled = 15.0;
  const auto findings = checkTiles(dataset(), split);
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(findings[0].severity, Severity::Spoils);
  EXPECT_NE(findings[0].problem.what.find("asked for 1:15, got 1:1 (4 labelled, 4 unlabelled)"), std::string::npos);
}

TEST_F(StartCheck, NoticesPicturesThatHaveGoneSinceTheyWereOpened) {
  const Dataset opened = dataset();
  std::filesystem::remove(folder_ / "tiles/images/b_0_0.png");
  std::filesystem::remove(folder_ / "tiles/masks/b_0_32.png");
  auto findings = checkFiles(opened);
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(findings[0].problem.where, "2 files (images/b_0_0.png first)");
  EXPECT_EQ(findings[0].fix, Fix::LocateData);
  std::filesystem::remove_all(folder_ / "tiles");
  findings = checkFiles(opened);
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(findings[0].problem.where, (folder_ / "tiles").string());
}

TEST_F(StartCheck, StopsWhereTheMethodHasNothingToLearnFrom) {
  Split split = goodSplit();
  split.unlabelled.clear();
  EXPECT_EQ(checkTiles(dataset(), split).front().severity, Severity::Spoils);
  EXPECT_EQ(checkStart(spec(), runs(), dataset(), split, {}).front().severity, Severity::Stops);
  RunSpec supervised = spec();
  supervised.method = SupervisedSpec{};
  EXPECT_TRUE(obstaclesIn(checkStart(supervised, runs(), dataset(), split, {})).empty());
}

TEST_F(StartCheck, StopsAtAFolderThatCannotBeWritten) {
  appendText(folder_ / "file", "in the way");
  const auto findings = checkStart(spec(), folder_ / "file/runs", dataset(), goodSplit(), {});
  const Finding* finding = findingWith(findings, "cannot be written to");
  ASSERT_NE(finding, nullptr) << all(findings);
  EXPECT_EQ(finding->severity, Severity::Stops);
  EXPECT_EQ(finding->problem.where, (folder_ / "file").string());
}

TEST_F(StartCheck, NamesTheSettingThatIsWrong) {
  RunSpec wrong = spec();
  wrong.schedule.labelledBatch = 0;
  const auto findings = checkStart(wrong, runs(), dataset(), goodSplit(), {});
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(findings[0].problem.where, "schedule.labelled_batch");
  EXPECT_EQ(findings[0].fix, Fix::ShowField);
}

TEST_F(StartCheck, OpensTheDataAndDrawsTheSplitItselfWhereNoneIsGiven) {
  EXPECT_TRUE(obstaclesIn(checkStart(spec(), runs())).empty()) << all(checkStart(spec(), runs()));
  RunSpec moved = spec();
  moved.data.path = (folder_ / "elsewhere").string();
  const auto findings = checkStart(moved, runs());
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(findings[0].fix, Fix::LocateData);
}

TEST_F(StartCheck, TilesThatCannotBeReadStopADrawingAsTheyStopTheTrainingAndSpoilAGivenSplit) {
  addTornTile();
  const auto drawn = checkStart(spec(), runs());
  const Finding* finding = findingWith(drawn, "e.jpg cannot be decoded");
  ASSERT_NE(finding, nullptr) << all(drawn);
  EXPECT_EQ(finding->severity, Severity::Stops);
  EXPECT_EQ(findingWith(drawn, "unknown throughout"), nullptr) << all(drawn);
  EXPECT_THROW(prepareData(spec()), Error);

  RunSpec given = spec();
  given.split.file = (folder_ / "split.toml").string();
  saveSplit(goodSplit(), given.split.file);
  const auto found = checkStart(given, runs());
  finding = findingWith(found, "e.jpg cannot be decoded");
  ASSERT_NE(finding, nullptr) << all(found);
  EXPECT_EQ(finding->severity, Severity::Spoils);
  EXPECT_NO_THROW(prepareData(given));
}

TEST_F(StartCheck, OfAnOpenedDataSetTellsOfTilesThatCouldNotBeReadUntilTheyAreMended) {
  addTornTile();
  const Dataset opened = dataset();
  const std::vector<TileContent> contents = measureTiles(opened, 1).contents;
  const auto found = [&](const std::optional<Split>& split) {
    return checkStart(spec(), runs(), opened, split, contents);
  };
  const auto drawn = found(std::nullopt), given = found(goodSplit());
  const Finding *stopping = findingWith(drawn, "e.jpg cannot be decoded"),
                *spoiling = findingWith(given, "e.jpg cannot be decoded");
  ASSERT_NE(stopping, nullptr) << all(drawn);
  EXPECT_EQ(stopping->severity, Severity::Stops);
  ASSERT_NE(spoiling, nullptr) << all(given);
  EXPECT_EQ(spoiling->severity, Severity::Spoils);
  writeImage(folder_ / "tiles/images/e.jpg", 64, 64);
  EXPECT_EQ(all(found(goodSplit())), "");
}

TEST_F(StartCheck, DrawsFromMendedTilesAsTheyAreNow) {
  const Dataset opened = dataset();
  const std::vector<TileContent> unread(opened.samples.size(), TileContent{.isKnown = false});
  const auto asNow = checkStart(spec(), runs(), opened, std::nullopt, unread);
  EXPECT_EQ(all(asNow), all(checkStart(spec(), runs(), opened, std::nullopt, measureTiles(opened, 1).contents)));
  EXPECT_TRUE(obstaclesIn(asNow).empty()) << all(asNow);
}

TEST_F(StartCheck, TellsOnceOfASplitThatIsNotThere) {
  RunSpec wrong = spec();
  wrong.split.file = (folder_ / "gone.toml").string();
  const auto findings = checkStart(wrong, runs());
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(findings[0].problem.where, "split.file");
}

TEST_F(StartCheck, StopsAtAPreviewTileThatIsNotForValidation) {
  RunSpec wrong = spec();
  wrong.schedule.previewTile = tile('c', "_0_32");
  EXPECT_EQ(all(checkStart(wrong, runs(), dataset(), goodSplit(), {})), "");
  wrong.schedule.previewTile = tile('a', "_0_32");
  const auto findings = checkStart(wrong, runs(), dataset(), goodSplit(), {});
  ASSERT_EQ(findings.size(), 1u) << all(findings);
  EXPECT_EQ(describe(findings[0].problem),
            "schedule.preview_tile names images/a_0_32.png, which is no validation tile; name one of them, or leave it "
            "empty");
  EXPECT_EQ(findings[0].fix, Fix::ShowField);
}

TEST(RunRoom, CountsNetworksCheckpointsAndTheCache) {
  RunSpec spec;
  spec.method = SupervisedSpec{};  // 39.757 million numbers of four bytes
  spec.data.cacheMegabytes = 100;
  const RunNeeds bare = needsOf(spec, {});
  EXPECT_NEAR(bare.memory, 3 * 151.7, 1.0);
  EXPECT_NEAR(bare.disk, 8 * 151.7, 1.0);
  RunSpec byAdamW = spec;
  byAdamW.schedule.optimizer = OptimizerKind::AdamW;  // two means of each number in place of a momentum
  EXPECT_NEAR(needsOf(byAdamW, {}).memory, 4 * 151.7, 1.0);
  EXPECT_NEAR(needsOf(byAdamW, {}).disk, 12 * 151.7, 1.0);
  const Dataset large{
      .samples = {{.id = "a", .width = 4096, .height = 4096}, {.id = "b", .width = 4096, .height = 4096}}};
  EXPECT_NEAR(needsOf(spec, large).memory - bare.memory, 100.0, 0.01);
}

TEST(RunRoom, SaysWhatIsShort) {
  EXPECT_FALSE(shortOfDisk(100.0, 100.0, "/runs"));
  EXPECT_EQ(describe(*shortOfDisk(2048.0, 100.0, "/runs")),
            "/runs has 100 MB free; the checkpoints of this run take about 2.0 GB; free some space, or choose another "
            "place for runs");
  EXPECT_FALSE(shortOfMemory(100.0, 0.0));  // unknown
  EXPECT_TRUE(shortOfMemory(200.0, 100.0));
}

}  // namespace macadam
