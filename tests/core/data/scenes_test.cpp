#include "data/scenes.h"

#include "data/dataset.h"
#include "data/shared_scenes.h"
#include "data/split.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <set>

namespace macadam {
namespace {

/// How many scenes the names alone tell; the files do not exist.
std::size_t scenesOf(const std::vector<std::string>& names) {
  std::vector<ScenePicture> pictures;
  for (const std::string& name : names) {
    pictures.push_back({.id = "images/" + name, .image = "/nowhere/" + name, .width = 512, .height = 512});
  }
  std::set<std::string> scenes;
  for (const SceneOfPicture& scene : findScenes(pictures)) scenes.insert(scene.whole);
  return scenes.size();
}

/// 64 pixels of half a metre: 32 m wide.
ScenePicture tileAt(const std::string& id, double x, double y, const std::string& system = "UTM 33") {
  return {.id = id,
          .image = "/nowhere/" + id,
          .width = 64,
          .height = 64,
          .ground = GeoReference{.transform = {x, 0.5, 0, y, 0, -0.5}, .projection = system}};
}

}  // namespace

TEST(Scenes, NumbersThatAreMultiplesOrAGridArePositions) {
  EXPECT_EQ(scenesOf({"s_0_0.png", "s_0_512.png", "s_512_0.png", "s_988_512.png"}), 1u);
  EXPECT_EQ(scenesOf({"s_0000_0000.png", "s_0000_0512.png", "s_10240_0512.png"}), 1u);
  EXPECT_EQ(scenesOf({"s_0_0.png", "s_0_1.png", "s_1_0.png", "s_1_1.png", "r_0_0.png"}), 2u);
  EXPECT_EQ(scenesOf({"s_01_01.png", "s_01_02.png", "s_02_01.png", "s_02_02.png"}), 1u);
  EXPECT_EQ(scenesOf({"s_0_512_sat.jpg", "s_512_0_sat.jpg"}), 1u);
}

TEST(Scenes, DatesFlightsAndSerialNumbersAreNot) {
  EXPECT_EQ(scenesOf({"DJI_20230511_0000.jpg", "DJI_20230511_0001.jpg", "DJI_20230511_0002.jpg"}), 3u);
  EXPECT_EQ(scenesOf({"IMG_20230511_142203.jpg", "IMG_20230511_142255.jpg"}), 2u);
  EXPECT_EQ(scenesOf({"flight_1_0001.jpg", "flight_1_0002.jpg", "flight_2_0001.jpg"}), 3u);
  EXPECT_EQ(scenesOf({"100_0001_0001.jpg", "100_0001_0002.jpg"}), 2u);
  EXPECT_EQ(scenesOf({"ulm_000000_000019.png", "ulm_000001_000019.png", "ulm_000002_000019.png"}), 3u);
}

TEST(Scenes, VersionsOfOnePhotographBelongTogether) {
  EXPECT_EQ(scenesOf({"a_jpg.rf.0123456789abcdef0123456789abcdef.jpg", "a_jpg.rf.ffff456789abcdef0123456789abcdef.jpg",
                      "b_jpg.rf.0123456789abcdef0123456789abcdef.jpg"}),
            2u);
}

TEST(Scenes, TilesThatOverlapOnTheGroundBelongTogetherAndThoseThatTouchDoNot) {
  const std::vector<SceneOfPicture> scenes =
      findScenes({tileAt("a", 0, 100), tileAt("b", 24, 100), tileAt("c", 48, 92), tileAt("d", 80, 100),
                  tileAt("e", 80, 68.2), tileAt("f", 0, 100, "UTM 34")});
  const char* expected[] = {"a", "a", "a", "d", "e", "f"};  // d touches c, e touches d but for 0.2 m, f is elsewhere
  for (std::size_t i = 0; i < scenes.size(); ++i) EXPECT_EQ(scenes[i].whole, expected[i]) << i;
  EXPECT_EQ(scenes[1].byName, "b");
}

TEST(Scenes, OverlapIsThatOfTheTurnedTilesAndNotOfTheBoxesAroundThem) {
  const auto turned = [](const std::string& id, double x, double y) {
    ScenePicture tile = tileAt(id, x, y);
    tile.ground->transform = {x, 0.5, 0.5, y, 0.5, -0.5};  // by 45°: its box is 64 m wide
    return tile;
  };
  const std::vector<SceneOfPicture> scenes =
      findScenes({turned("a", 0, 0), turned("b", 32, 32), turned("c", 16, -16), turned("d", 20, 20)});
  EXPECT_EQ(scenes[1].whole, "a");  // through d
  EXPECT_EQ(findScenes({turned("a", 0, 0), turned("b", 32, 32)})[1].whole, "b");
}

TEST(Scenes, TwentyThousandTilesInAGridAreToldApartAtOnce) {
  std::vector<ScenePicture> tiles;
  for (int row = 0; row < 100; ++row) {
    for (int column = 0; column < 200; ++column) {
      tiles.push_back(tileAt(std::to_string(row) + "-" + std::to_string(column), column * 32.0, row * 32.0));
    }
  }
  std::set<std::string> scenes;
  for (const SceneOfPicture& scene : findScenes(tiles)) scenes.insert(scene.whole);
  EXPECT_EQ(scenes.size(), 20000u);
}

TEST(Scenes, EqualFilesBelongTogetherUnlessTheyAreOfOneColour) {
  const TemporaryFolder root;
  for (const char* name : {"a", "b"}) writeImage(root / "images" / (std::string(name) + ".bmp"));
  std::filesystem::copy(root / "images/a.bmp", root / "images/copy.bmp");
  for (const char* name : {"night", "fog"}) {
    writePicture(root / "images" / (std::string(name) + ".bmp"), cv::Mat::zeros(32, 32, CV_8UC3));
  }
  const Dataset dataset = openDataset(root.path(), 32);
  const auto sceneOf = [&](const std::string& name) { return dataset.find("images/" + name + ".bmp")->scene; };
  EXPECT_EQ(sceneOf("a"), "images/a.bmp");
  EXPECT_EQ(sceneOf("copy"), "images/a.bmp");
  EXPECT_EQ(sceneOf("b"), "images/b.bmp");
  EXPECT_EQ(sceneOf("night"), "images/night.bmp");
  EXPECT_EQ(sceneOf("fog"), "images/fog.bmp");
}

TEST(Scenes, AnOldSplitOverEqualPicturesTrainsOnAndSaysSo) {
  const TemporaryFolder root;
  for (const char* name : {"a", "b"}) {
    writeImage(root / "images" / (std::string(name) + ".bmp"));
    writeRoadMask(root / "masks" / (std::string(name) + ".png"), 8);
  }
  std::filesystem::copy_file(root / "images/a.bmp", root / "images/b.bmp",
                             std::filesystem::copy_options::overwrite_existing);
  const Dataset dataset = openDataset(root.path(), 32);
  const Split split{.name = "old", .labelled = {"images/a.bmp"}, .validation = {"images/b.bmp"}};
  EXPECT_TRUE(obstaclesIn(split, dataset).empty());
  EXPECT_EQ(sharedScenes(split, dataset, SceneBy::NamesAndPictures).size(), 1u);
  EXPECT_EQ(sharedScenesNote(split, dataset),
            "split old has pictures on both sides that show the same (equal files, versions of one photograph, or "
            "tiles that overlap on the ground): 1 scene is both trained on and measured on, so its scores are higher "
            "than on scenes that no network has seen");
}

}  // namespace macadam
