#include "data/demo_world.h"

#include "base/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <map>
#include <set>

namespace macadam {
namespace {

bool areEqual(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0.0;
}

int roadPixelsOnBorder(const cv::Mat& mask) {
  return cv::countNonZero(mask.row(0)) + cv::countNonZero(mask.row(mask.rows - 1)) + cv::countNonZero(mask.col(0)) +
         cv::countNonZero(mask.col(mask.cols - 1));
}

std::vector<std::string> namesIn(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

const DemoDatasetOptions kSmall{.trainTiles = 6, .validationTiles = 4, .testTiles = 1, .tileSize = 32, .seed = 5};

}  // namespace

TEST(DemoWorld, EqualSeedsGiveEqualScenes) {
  const Tile first = renderDemoScene({64, 64, 7});
  const Tile second = renderDemoScene({64, 64, 7});
  EXPECT_TRUE(areEqual(first.image, second.image));
  EXPECT_TRUE(areEqual(first.mask, second.mask));
}

TEST(DemoWorld, OtherSeedsGiveOtherScenes) {
  const Tile first = renderDemoScene({64, 64, 7});
  const Tile second = renderDemoScene({64, 64, 8});
  EXPECT_FALSE(areEqual(first.image, second.image));
  EXPECT_FALSE(areEqual(first.mask, second.mask));
}

TEST(DemoWorld, ScenesHaveExactlyTheSizeAskedFor) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(33, 57), cv::Size(101, 40)}) {
    const Tile scene = renderDemoScene({size.width, size.height, 3});
    EXPECT_EQ(scene.image.size(), size);
    EXPECT_EQ(scene.mask.size(), size);
    EXPECT_EQ(scene.image.type(), CV_8UC3);
    EXPECT_EQ(scene.mask.type(), CV_8UC1);
  }
}

TEST(DemoWorld, SceneWithoutPixelsIsRefused) {
  EXPECT_THROW(renderDemoScene({0, 64, 1}), Error);
}

TEST(DemoWorld, EveryPixelIsRoadOrNot) {
  const cv::Mat mask = renderDemoScene({96, 96, 11}).mask;
  EXPECT_EQ(cv::countNonZero(mask == 0) + cv::countNonZero(mask == 1), 96 * 96);
}

TEST(DemoWorld, EverySceneHasSomeRoadThatReachesItsBorder) {
  double sum = 0.0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const cv::Mat mask = renderDemoScene({96, 96, seed}).mask;
    const double share = cv::mean(mask)[0];
    EXPECT_GT(share, 0.02) << "seed " << seed;
    EXPECT_LT(share, 0.40) << "seed " << seed;
    EXPECT_GE(roadPixelsOnBorder(mask), 3) << "seed " << seed;
    sum += share;
  }
  EXPECT_GT(sum / 50, 0.06);
  EXPECT_LT(sum / 50, 0.18);
}

TEST(DemoDataset, WritesTheTilesAskedForAsImagesWithMasks) {
  const TemporaryFolder folder;
  int last = 0;
  writeDemoDataset(folder / "demo", kSmall, [&](int written, int total) {
    EXPECT_EQ(written, last + 1);
    EXPECT_EQ(total, 11);
    last = written;
  });
  EXPECT_EQ(last, 11);
  EXPECT_EQ(namesIn(folder.path()), std::vector<std::string>{"demo"});
  for (const auto& [subset, tiles] : std::map<std::string, std::size_t>{{"train", 6}, {"val", 4}, {"test", 1}}) {
    const std::vector<std::string> images = namesIn(folder / "demo" / subset / "images");
    EXPECT_EQ(images.size(), tiles);
    for (const std::string& name : images) {
      const cv::Mat mask = cv::imread((folder / "demo" / subset / "masks" / name).string(), cv::IMREAD_UNCHANGED);
      ASSERT_EQ(mask.size(), cv::Size(32, 32)) << name;
      EXPECT_EQ(cv::countNonZero(mask == 0) + cv::countNonZero(mask == 255), 32 * 32) << name;
    }
  }
}

TEST(DemoDataset, TilesCarryTheirSceneAndPlaceAndNoSceneIsInTwoSubsets) {
  const TemporaryFolder folder;
  writeDemoDataset(folder / "demo", kSmall);
  EXPECT_TRUE(std::filesystem::exists(folder / "demo" / "train/images/train0001_0032_0032.png"));
  EXPECT_TRUE(std::filesystem::exists(folder / "demo" / "train/images/train0002_0000_0000.png"));

  std::map<std::string, std::set<std::string>> subsetsOfScene;
  for (const std::string subset : {"train", "val", "test"}) {
    for (const std::string& name : namesIn(folder / "demo" / subset / "images")) {
      subsetsOfScene[name.substr(0, name.find('_'))].insert(subset);
    }
  }
  EXPECT_EQ(subsetsOfScene.size(), 4U);
  for (const auto& [scene, subsets] : subsetsOfScene) EXPECT_EQ(subsets.size(), 1U) << scene;
}

TEST(DemoDataset, MoreTrainingTilesLeaveTheOtherTilesAsTheyAre) {
  const TemporaryFolder folder;
  DemoDatasetOptions more = kSmall;
  more.trainTiles = 9;
  writeDemoDataset(folder / "few", kSmall);
  writeDemoDataset(folder / "more", more);
  for (const char* tile : {"train/images/train0001_0000_0000.png", "val/images/val0001_0032_0000.png"}) {
    EXPECT_TRUE(areEqual(cv::imread((folder / "few" / tile).string()), cv::imread((folder / "more" / tile).string())))
        << tile;
  }
}

TEST(DemoDataset, FolderThatHoldsSomethingIsLeftAlone) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "demo" / "mine");
  EXPECT_THROW(writeDemoDataset(folder / "demo", kSmall), Error);
  EXPECT_EQ(namesIn(folder / "demo"), std::vector<std::string>{"mine"});
}

}  // namespace macadam
