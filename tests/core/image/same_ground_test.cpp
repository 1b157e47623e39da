#include "image/same_ground.h"

#include <gtest/gtest.h>

#include <cpl_conv.h>
#include <ogr_srs_api.h>
#include <string>

namespace macadam {
namespace {

const cv::Size kSize(100, 80);

std::string wktOf(int epsg, bool asEsri = false) {
  OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
  EXPECT_EQ(OSRImportFromEPSG(reference, epsg), 0);
  if (asEsri) OSRMorphToESRI(reference);
  char* text = nullptr;
  OSRExportToWkt(reference, &text);
  std::string wkt = text;
  CPLFree(text);
  OSRDestroySpatialReference(reference);
  return wkt;
}

/// Half a metre a pixel, north up.
GeoReference at(double x, double y, std::string projection = {}, double pixel = 0.5) {
  return {{x, pixel, 0, y, 0, -pixel}, std::move(projection)};
}

}  // namespace

TEST(SameGround, LessThanHalfAPixelIsTheSame) {
  EXPECT_EQ(groundDifference(at(300000, 4500000), at(300000.2, 4499999.8), kSize), "");
}

TEST(SameGround, AMaskElsewhereIsSaidWithItsDistance) {
  EXPECT_EQ(groundDifference(at(300000, 4500000), at(300010, 4500000), kSize),
            "lies 20.0 pixels right of and 0.0 below its image on the ground");
  EXPECT_EQ(groundDifference(at(300000, 4500000), at(300000, 4500001.5), kSize),
            "lies 0.0 pixels right of and 3.0 above its image on the ground");
}

TEST(SameGround, AnotherPixelSizeOrTurnIsSaid) {
  EXPECT_EQ(groundDifference(at(300000, 4500000), at(300000, 4500000, {}, 1.0), kSize),
            "has pixels of 1×1, its image of 0.5×0.5 units");
  const GeoReference turned{{300000, 0, 0.5, 4500000, 0.5, 0}, {}};
  EXPECT_EQ(groundDifference(at(300000, 4500000), turned, kSize), "is turned by 90.00 degrees against its image");
}

TEST(SameGround, OneCoordinateSystemWrittenTwiceIsTheSameAndAnotherIsNot) {
  const std::string zone18 = wktOf(32618);
  EXPECT_EQ(groundDifference(at(300000, 4500000, zone18), at(300000, 4500000, wktOf(32618, true)), kSize), "");
  EXPECT_EQ(groundDifference(at(300000, 4500000, zone18), at(300000, 4500000), kSize), "");
  EXPECT_EQ(groundDifference(at(300000, 4500000, zone18), at(300000, 4500000, wktOf(32619)), kSize),
            "is in EPSG:32619, its image in EPSG:32618");
}

TEST(SameGround, WhatStatesNoPlaceLiesAnywhere) {
  const GeoReference none{{0, 1, 0, 0, 0, 1}, {}}, upsideDown{{0, 1, 0, 0, 0, -1}, {}};
  EXPECT_EQ(groundDifference(at(300000, 4500000), none, kSize), "");
  EXPECT_EQ(groundDifference(upsideDown, at(300000, 4500000), kSize), "");
}

}  // namespace macadam
