#include "image/ground_size.h"

#include <gtest/gtest.h>

#include <cpl_conv.h>
#include <ogr_srs_api.h>
#include <string>

namespace macadam {
namespace {

std::string wktOf(int epsg) {
  OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(reference, epsg);
  char* text = nullptr;
  OSRExportToWkt(reference, &text);
  const std::string wkt = text;
  CPLFree(text);
  OSRRelease(reference);
  return wkt;
}

}  // namespace

TEST(GroundSize, MetresOfUtmAreNearlyMetres) {
  // In the middle of the zone the projection shrinks by 0.9996.
  const GeoReference reference{{499950, 0.5, 0, 5000050, 0, -0.5}, wktOf(32633)};
  const auto metres = metresPerPixel(reference, {200, 200});
  ASSERT_TRUE(metres);
  EXPECT_NEAR(*metres, 0.5, 0.002);
}

TEST(GroundSize, MetresOfWebMercatorShrinkWithTheLatitude) {
  // y = 8399737.9 is 60° north, where a metre of the projection is half a metre.
  const GeoReference reference{{0, 1, 0, 8399737.9, 0, -1}, wktOf(3857)};
  const auto metres = metresPerPixel(reference, {2, 2});
  ASSERT_TRUE(metres);
  EXPECT_NEAR(*metres, 0.5, 0.005);
}

TEST(GroundSize, DegreesAndFeetBecomeMetres) {
  const auto degrees = metresPerPixel({{10, 1e-5, 0, 0, 0, -1e-5}, wktOf(4326)}, {2, 2});
  ASSERT_TRUE(degrees);
  EXPECT_NEAR(*degrees, 1.112, 0.002);
  // Massachusetts Mainland in US survey feet.
  const auto feet = metresPerPixel({{774000, 1, 0, 2950000, 0, -1}, wktOf(2249)}, {2, 2});
  ASSERT_TRUE(feet);
  EXPECT_NEAR(*feet, 0.3048, 0.001);
}

TEST(GroundSize, OfControlPointsItIsTheMeanBetweenThem) {
  const GeoReference reference{.projection = wktOf(32633),
                               .controlPoints = {{0, 0, 500000, 5000000, 0}, {100, 0, 500200, 5000000, 0}}};
  const auto metres = metresPerPixel(reference, {100, 100});
  ASSERT_TRUE(metres);
  EXPECT_NEAR(*metres, 2.0, 0.01);
}

TEST(GroundSize, IsNotKnownWithoutAPlaceOnTheEarth) {
  EXPECT_FALSE(metresPerPixel({{1000, 1, 0, 5000, 0, -1}, ""}, {2, 2}));
  EXPECT_FALSE(metresPerPixel({{1000, 1, 0, 5000, 0, -1}, "no such thing"}, {2, 2}));
  EXPECT_FALSE(metresPerPixel({{1000, 1, 0, 5000, 0, -1}, "LOCAL_CS[\"plan\",UNIT[\"metre\",1]]"}, {2, 2}));
}

}  // namespace macadam
