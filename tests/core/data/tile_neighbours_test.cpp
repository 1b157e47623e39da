#include "data/tile_neighbours.h"

#include "support/geo_tiff.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <ostream>

namespace macadam {

void PrintTo(const TileNeighbour& neighbour, std::ostream* out) {
  *out << neighbour.sample << " at " << neighbour.offset.x << ", " << neighbour.offset.y;
}

namespace {

constexpr int kSide = 128;

/// Tiles of 128² cut from a ground of 400², which has something to see everywhere.
class TileNeighboursTest : public testing::Test {
 protected:
  static cv::Mat groundOf(int seed) {
    cv::Mat ground(400, 400, CV_8UC3);
    cv::RNG random(seed);
    random.fill(ground, cv::RNG::UNIFORM, 0, 256);
    cv::GaussianBlur(ground, ground, {}, 2.5);
    ground.convertTo(ground, CV_8U, 5.0, -500.0);
    return ground;
  }
  const Sample& add(const std::string& name) {
    dataset_.samples.push_back(
        {.id = name, .image = folder_ / name, .scene = "scene", .width = kSide, .height = kSide});
    return dataset_.samples.back();
  }
  void cut(const std::string& name, int x, int y, const cv::Mat& ground) {
    writePicture(folder_ / name, ground(cv::Rect(x, y, kSide, kSide)));
    add(name);
  }
  void cut(const std::string& name, int x, int y) { cut(name, x, y, ground_); }
  void cutGeoTiff(const std::string& name, double left, double top, const cv::Mat& ground, cv::Point corner,
                  double side = 0.5) {
    std::vector<cv::Mat> bands;
    cv::split(ground(cv::Rect(corner.x, corner.y, kSide, kSide)), bands);
    for (cv::Mat& band : bands) band.convertTo(band, CV_64F);
    writeGeoTiff(folder_ / name, bands, {.transform = std::array{left, side, 0.0, top, 0.0, -side}});
    add(name);
  }
  std::vector<TileNeighbour> of(const std::string& name) {
    const auto sample = std::ranges::find(dataset_.samples, name, &Sample::id);
    std::vector<TileNeighbour> found = neighboursOf(dataset_, *sample);
    std::ranges::sort(found, {}, &TileNeighbour::sample);
    return found;
  }

  TemporaryFolder folder_;
  Dataset dataset_;
  const cv::Mat ground_ = groundOf(1);
};

using Found = std::vector<TileNeighbour>;

TEST_F(TileNeighboursTest, OverlappingTilesLieWhereTheirNamesSay) {
  for (const int x : {0, 110, 220}) {
    for (const int y : {0, 110, 220}) cut("s_" + std::to_string(x) + "_" + std::to_string(y) + ".jpg", x, y);
  }
  EXPECT_EQ(of("s_110_110.jpg"), Found({{"s_0_0.jpg", {-110, -110}},
                                        {"s_0_110.jpg", {-110, 0}},
                                        {"s_0_220.jpg", {-110, 110}},
                                        {"s_110_0.jpg", {0, -110}},
                                        {"s_110_220.jpg", {0, 110}},
                                        {"s_220_0.jpg", {110, -110}},
                                        {"s_220_110.jpg", {110, 0}},
                                        {"s_220_220.jpg", {110, 110}}}));
  EXPECT_EQ(of("s_0_0.jpg"),
            Found({{"s_0_110.jpg", {0, 110}}, {"s_110_0.jpg", {110, 0}}, {"s_110_110.jpg", {110, 110}}}));
}

TEST_F(TileNeighboursTest, PixelsTellWhichNumberCountsColumns) {
  cut("s_0_0.jpg", 0, 0);
  cut("s_0_110.jpg", 110, 0);  // row first
  EXPECT_EQ(of("s_0_0.jpg"), Found({{"s_0_110.jpg", {110, 0}}}));
  EXPECT_EQ(of("s_0_110.jpg"), Found({{"s_0_0.jpg", {-110, 0}}}));
}

TEST_F(TileNeighboursTest, TilesThatOnlyTouchGoOnOverTheSeamAndMayBeCounted) {
  cut("s_0_0.jpg", 0, 0);
  cut("s_0_1.jpg", 128, 0);
  cut("s_1_0.jpg", 0, 128);
  cut("s_1_1.jpg", 128, 128);
  EXPECT_EQ(of("s_0_0.jpg"), Found({{"s_0_1.jpg", {128, 0}}, {"s_1_0.jpg", {0, 128}}, {"s_1_1.jpg", {128, 128}}}));
}

TEST_F(TileNeighboursTest, WhatMeetsOnlyAtACornerNeedsATileBetween) {
  cut("s_0_0.jpg", 0, 0);
  cut("s_128_128.jpg", 128, 128);
  EXPECT_EQ(of("s_0_0.jpg"), Found());
}

TEST_F(TileNeighboursTest, WhatShowsSomethingElseIsNoNeighbourWhateverItsName) {
  cut("s_0_0.jpg", 0, 0);
  cut("s_110_0.jpg", 110, 0, groundOf(2));
  cut("s_0_110.jpg", 0, 110);
  cut("s_128_0.jpg", 128, 0, groundOf(3));
  EXPECT_EQ(of("s_0_0.jpg"), Found({{"s_0_110.jpg", {0, 110}}}));
}

TEST_F(TileNeighboursTest, APixelBesideIsNotTheSamePlace) {
  cut("s_0_0.jpg", 0, 0);
  cut("s_110_0.jpg", 111, 0);
  EXPECT_EQ(of("s_0_0.jpg"), Found());
}

TEST_F(TileNeighboursTest, PlainTilesConfirmNothing) {
  const cv::Mat plain(400, 400, CV_8UC3, cv::Scalar::all(255));
  cut("s_0_0.jpg", 0, 0, plain);
  cut("s_0_110.jpg", 0, 110, plain);
  cut("s_128_0.jpg", 128, 0, plain);
  EXPECT_EQ(of("s_0_0.jpg"), Found());
}

TEST_F(TileNeighboursTest, WhatIsOfAnotherSceneIsNotLookedAt) {
  cut("s_0_0.jpg", 0, 0);
  cut("s_110_0.jpg", 110, 0);
  dataset_.samples.back().scene = "another";
  EXPECT_EQ(of("s_0_0.jpg"), Found());
}

TEST_F(TileNeighboursTest, GeoreferencedTilesLieWhereTheyLieOnTheGround) {
  cutGeoTiff("a.tif", 1000.0, 2000.0, ground_, {0, 0});
  cutGeoTiff("b.tif", 1064.0, 2000.0, ground_, {128, 0});     // 64 m are 128 pixels
  cutGeoTiff("c.tif", 1000.0, 1950.0, ground_, {0, 100});     // overlaps
  cutGeoTiff("far.tif", 1200.0, 2000.0, ground_, {128, 0});   // a gap between
  cutGeoTiff("half.tif", 936.25, 2000.0, ground_, {128, 0});  // half a pixel off
  cutGeoTiff("coarse.tif", 1000.0, 2064.0, ground_, {0, 128}, 1.0);
  cutGeoTiff("later.tif", 1000.0, 2050.0, groundOf(2), {0, 0});  // overlaps, of another day
  EXPECT_EQ(of("a.tif"), Found({{"b.tif", {128, 0}}, {"c.tif", {0, 100}}}));
}

TEST_F(TileNeighboursTest, WindowsOfOnePictureAndWhatCannotBeReadAreNone) {
  cut("s_0_0.jpg", 0, 0);
  cut("s_110_0.jpg", 110, 0);
  std::filesystem::remove(folder_ / "s_110_0.jpg");
  EXPECT_EQ(of("s_0_0.jpg"), Found());
  cut("s_0_110.jpg", 0, 110);
  dataset_.samples.back().window = Window{0, 0, kSide, kSide};
  EXPECT_EQ(of("s_0_0.jpg"), Found());
  EXPECT_EQ(of("s_0_110.jpg"), Found());
}

}  // namespace
}  // namespace macadam
