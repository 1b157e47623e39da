#include "image/geo_reference.h"

#include "image/raster.h"
#include "image/raster_writer.h"
#include "support/gdal_files.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

namespace macadam {
namespace {

/// A file of 20×10 pixels with the corners of such a picture of half-metre pixels as control points; the last one is
/// `astray` metres too far east.
void writeWithPoints(const std::filesystem::path& file, double astray) {
  const GdalFile picture(file, 20, 10, 3);
  const char* nothing = "";
  char* none = const_cast<char*>(nothing);
  const GDAL_GCP points[] = {{none, none, 0, 0, 1000, 5000, 0},
                             {none, none, 20, 0, 1010, 5000, 0},
                             {none, none, 0, 10, 1000, 4995, 0},
                             {none, none, 20, 10, 1010 + astray, 4995, 7}};
  ASSERT_EQ(GDALSetGCPs(picture.dataset(), 4, points, ""), CE_None);
}

}  // namespace

TEST(GeoReference, OfAWindowMovesTheCorner) {
  const GeoReference reference{{1000, 2, 0, 5000, 0, -2}, "utm"};
  const GeoReference expected{{1020, 2, 0, 4990, 0, -2}, "utm"};
  EXPECT_EQ(reference.of({10, 5, 4, 4}), expected);
}

TEST(GeoReference, OfAWindowMovesControlPointsOverThePixels) {
  const GeoReference reference{.projection = "utm", .controlPoints = {{20, 10, 1013, 4995, 7}}};
  const GeoReference expected{.projection = "utm", .controlPoints = {{12, 7, 1013, 4995, 7}}};
  EXPECT_EQ(reference.of({8, 3, 4, 4}), expected);
}

TEST(GeoReference, ControlPointsThatATransformFitsAreATransform) {
  const TemporaryFolder folder;
  writeWithPoints(folder / "a.tif", 0);
  const auto reference = Raster(folder / "a.tif").georeference();
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->controlPoints, std::vector<ControlPoint>{});
  const std::array<double, 6> expected{1000, 0.5, 0, 5000, 0, -0.5};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(reference->transform[i], expected[i], 1e-6);
}

TEST(GeoReference, ControlPointsThatNoTransformFitsArePassedOn) {
  const TemporaryFolder folder;
  writeWithPoints(folder / "a.tif", 3);
  const auto reference = Raster(folder / "a.tif").georeference();
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->controlPoints,
            (std::vector<ControlPoint>{
                {0, 0, 1000, 5000, 0}, {20, 0, 1010, 5000, 0}, {0, 10, 1000, 4995, 0}, {20, 10, 1013, 4995, 7}}));
  RasterWriter writer(folder / "b.tif", {4, 4}, RasterContent::Mask, reference->of({8, 3, 4, 4}));
  writer.write({0, 0}, cv::Mat(4, 4, CV_8UC1, cv::Scalar(0)));
  writer.commit();
  const auto written = Raster(folder / "b.tif").georeference();
  ASSERT_TRUE(written);
  ASSERT_EQ(written->controlPoints.size(), 4u);
  EXPECT_EQ(written->controlPoints[3], (ControlPoint{12, 7, 1013, 4995, 7}));
}

TEST(GeoReference, OfAMapWhoseUnitsArePixelsIsPassedOn) {
  const TemporaryFolder folder;
  {
    const GdalFile picture(folder / "a.tif", 20, 10, 1);
    std::array<double, 6> pixels{0, 1, 0, 0, 0, 1};
    ASSERT_EQ(GDALSetGeoTransform(picture.dataset(), pixels.data()), CE_None);
    ASSERT_EQ(GDALSetProjection(picture.dataset(), "LOCAL_CS[\"plan\",UNIT[\"metre\",1]]"), CE_None);
  }
  const auto reference = Raster(folder / "a.tif").georeference();
  ASSERT_TRUE(reference);
  ASSERT_TRUE(reference->projection.starts_with("LOCAL_CS[\"plan\""));
  RasterWriter writer(folder / "b.tif", {20, 10}, RasterContent::Mask, reference);
  writer.write({0, 0}, cv::Mat(10, 20, CV_8UC1, cv::Scalar(0)));
  writer.commit();
  EXPECT_EQ(Raster(folder / "b.tif").georeference(), reference);
}

TEST(GeoReference, TheSensorModelOfARawSceneIsPassedOnToItsWindows) {
  const TemporaryFolder folder;
  const std::string coefficients = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20";
  {
    const GdalFile scene(folder / "raw.tif", 20, 10, 1);
    CPLStringList terms;
    for (const char* name : {"LINE_OFF", "SAMP_OFF", "LAT_OFF", "LONG_OFF", "HEIGHT_OFF", "LINE_SCALE", "SAMP_SCALE",
                             "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE"}) {
      terms.SetNameValue(name, "6.5");
    }
    for (const char* name : {"LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF"}) {
      terms.SetNameValue(name, coefficients.c_str());
    }
    ASSERT_EQ(GDALSetMetadata(scene.dataset(), terms.List(), "RPC"), CE_None);
  }
  const auto scene = Raster(folder / "raw.tif").georeference();
  ASSERT_TRUE(scene);
  RasterWriter writer(folder / "window.tif", {4, 4}, RasterContent::Mask, scene->of({2, 1, 4, 4}));
  writer.write({0, 0}, cv::Mat(4, 4, CV_8UC1, cv::Scalar(0)));
  writer.commit();
  const auto window = Raster(folder / "window.tif").georeference();
  ASSERT_TRUE(window);
  const auto& terms = window->rationalPolynomials;
  EXPECT_NE(std::ranges::find(terms, "SAMP_OFF=4.5"), terms.end());
  EXPECT_NE(std::ranges::find(terms, "LINE_OFF=5.5"), terms.end());
  EXPECT_NE(std::ranges::find(terms, "LAT_OFF=6.5"), terms.end());
}

TEST(GeoReference, OfAPictureThatIsTurnedUprightIsTurnedWithIt) {
  const TemporaryFolder folder;
  writePicture(folder / "a.tif", cv::Mat(10, 20, CV_8UC1, cv::Scalar(9)));
  std::ofstream(folder / "a.tfw") << "2\n0\n0\n-2\n1001\n4999\n";
  GDALAllRegister();
  const GDALDatasetH dataset = GDALOpen((folder / "a.tif").c_str(), GA_ReadOnly);
  const std::array<double, 6> stored{1000, 2, 0, 5000, 0, -2};
  EXPECT_EQ(readGeoReference(dataset, {})->transform, stored);
  // A quarter clockwise: the columns of the upright picture run north from the stored picture's lower edge, its rows
  // east.
  const std::array<double, 6> clockwise{1000, 0, 2, 4980, 2, 0};
  EXPECT_EQ(readGeoReference(dataset, orientationFromExif(6))->transform, clockwise);
  const std::array<double, 6> halfTurn{1040, -2, 0, 4980, 0, 2};
  EXPECT_EQ(readGeoReference(dataset, orientationFromExif(3))->transform, halfTurn);
  GDALClose(dataset);
}

}  // namespace macadam
