#include "ui/annotate/label_layer.h"

#include <gtest/gtest.h>

#include <QImage>
#include <cstdlib>

namespace macadam {
namespace {

constexpr LabelPixel kRoad{1, 0}, kUnknown{255, 0};
const QColor kAmber(255, 190, 30), kGround(0, 128, 0);

QImage drawn(const LabelLayer& layer, const PictureView& view, const QRect& clip = {}) {
  QImage image(view.size, QImage::Format_RGB32);
  image.fill(kGround);
  QPainter painter(&image);
  if (!clip.isNull()) painter.setClipRect(clip);
  layer.draw(painter, view);
  return image;
}

/// 400×300 pixels, road from x = 100 to 120.
LabelPlane oneRoad() {
  LabelPlane plane({400, 300});
  plane.paint(Region::of(cv::Rect(100, 0, 20, 300)), kRoad);
  return plane;
}

PictureView whole(double scale = 1.0) {
  return {{200, 150}, scale, QSize(int(400 * scale), int(300 * scale))};
}

bool isNear(const QColor& left, const QColor& right, int tolerance) {
  return std::abs(left.red() - right.red()) <= tolerance && std::abs(left.green() - right.green()) <= tolerance &&
         std::abs(left.blue() - right.blue()) <= tolerance;
}

/// The smallest step after which a row repeats.
int periodOf(const QImage& image, int row) {
  for (int step = 1; step < image.width() / 2; ++step) {
    bool repeats = true;
    for (int x = 0; x + step < image.width() && repeats; ++x)
      repeats = image.pixel(x, row) == image.pixel(x + step, row);
    if (repeats) return step;
  }
  return 0;
}

}  // namespace

TEST(LabelLayer, PaintsRoadOverThePictureAndLeavesBackgroundAsItIs) {
  const LabelPlane plane = oneRoad();
  LabelLayer layer(plane);
  layer.setLook({.opacity = 1.0});
  const QImage image = drawn(layer, whole());
  EXPECT_EQ(image.pixelColor(99, 150), kGround);
  EXPECT_EQ(image.pixelColor(100, 150), kAmber);
  EXPECT_EQ(image.pixelColor(119, 150), kAmber);
  EXPECT_EQ(image.pixelColor(120, 150), kGround);
  layer.setLook({.opacity = 0.5});
  EXPECT_TRUE(isNear(drawn(layer, whole()).pixelColor(110, 150), QColor(128, 159, 15), 2));
}

TEST(LabelLayer, ShowsPixelsSharplyWhenEnlarged) {
  const LabelPlane plane = oneRoad();
  LabelLayer layer(plane);
  layer.setLook({.opacity = 1.0});
  const PictureView view{{100, 50}, 16.0, {160, 160}};
  const QImage image = drawn(layer, view);
  EXPECT_EQ(image.pixelColor(79, 80), kGround);
  EXPECT_EQ(image.pixelColor(80, 80), kAmber);
}

TEST(LabelLayer, ShowsThinRoadsInPartWhereTheViewIsSmall) {
  LabelPlane plane({4096, 4096});
  plane.paint(Region::of(cv::Rect(2048, 0, 4, 4096)), kRoad);
  LabelLayer layer(plane);
  layer.setLook({.opacity = 1.0});
  const QImage image = drawn(layer, {{2048, 2048}, 1.0 / 16.0, {256, 256}});
  EXPECT_TRUE(isNear(image.pixelColor(128, 100), QColor(64, 143, 8), 2)) << "a quarter amber";
  EXPECT_EQ(image.pixelColor(127, 100), kGround);
  EXPECT_EQ(image.pixelColor(129, 100), kGround);
}

TEST(LabelLayer, HasNoSeamsBetweenItsTilesAtAnyScale) {
  LabelPlane plane({1024, 1024}, kRoad);
  plane.paint(Region::of(cv::Rect(300, 300, 400, 400)), {1, 1});  // alike, yet not uniform
  LabelLayer layer(plane);
  layer.setLook({.opacity = 0.5});
  const QColor mixed = drawn(layer, {{500, 500}, 1.0, {10, 10}}).pixelColor(5, 5);
  for (const double scale : {0.3, 0.37, 0.5, 0.77, 1.0, 1.3, 2.6}) {
    const QImage image = drawn(layer, {{513.3, 511.7}, scale, {200, 200}});
    for (int y = 0; y < 200; ++y) {
      for (int x = 0; x < 200; ++x) ASSERT_EQ(image.pixelColor(x, y), mixed) << scale << " at " << x << ", " << y;
    }
  }
}

TEST(LabelLayer, HatchesWhatIsUnknownAtOneSizeOnTheScreen) {
  LabelPlane plane({4096, 4096}, kUnknown);
  plane.paint(Region::of(cv::Rect(0, 0, 1, 1)), kRoad);
  const LabelLayer layer(plane);
  for (const double scale : {0.2, 0.5, 1.0, 3.0, 20.0}) {
    EXPECT_EQ(periodOf(drawn(layer, {{2000, 2000}, scale, {200, 200}}), 100), 8) << scale;
  }
  EXPECT_EQ(periodOf(drawn(layer, {{2000, 2000}, 1.0, {200, 200}, 2.0}), 100), 16) << "of a dense screen";
}

TEST(LabelLayer, AHatchMovesWithThePicture) {
  const LabelPlane plane({4096, 4096}, kUnknown);
  const LabelLayer layer(plane);
  const QImage before = drawn(layer, {{2000, 2000}, 1.0, {200, 200}});
  const QImage after = drawn(layer, {{2003, 2000}, 1.0, {200, 200}});
  EXPECT_EQ(before.copy(3, 0, 190, 190), after.copy(0, 0, 190, 190));
}

TEST(LabelLayer, OutlinesRoadsByALineOfTheScreen) {
  const LabelPlane plane = oneRoad();
  LabelLayer layer(plane);
  layer.setLook({.opacity = 1.0, .shape = LabelShape::Outlined});
  const QImage image = drawn(layer, {{110, 150}, 4.0, {160, 160}});  // road from 40 to 120
  EXPECT_EQ(image.pixelColor(39, 80), kGround);
  EXPECT_EQ(image.pixelColor(40, 80), kAmber);
  EXPECT_EQ(image.pixelColor(42, 80), kGround);
  EXPECT_EQ(image.pixelColor(80, 80), kGround);
  EXPECT_EQ(image.pixelColor(119, 80), kAmber);
  EXPECT_EQ(image.pixelColor(120, 80), kGround);
}

TEST(LabelLayer, PartsDrawnAloneEqualThePartsOfTheWhole) {
  LabelPlane plane = oneRoad();
  plane.paint(Region::of(cv::Rect(150, 50, 90, 90)), kUnknown);
  plane.paint(Region::of(cv::Rect(60, 200, 200, 30)), {1, 1});
  for (const LabelShape shape : {LabelShape::Filled, LabelShape::Outlined}) {
    LabelLayer layer(plane);
    layer.setLook({.shape = shape, .colours = LabelColours::BySource});
    for (const double scale : {0.4, 1.0, 1.7, 5.0}) {
      const PictureView view{{155, 120}, scale, {300, 200}};
      const QImage all = drawn(layer, view);
      for (const QRect& part : {QRect(0, 0, 300, 50), QRect(100, 60, 70, 70), QRect(143, 99, 1, 1)}) {
        EXPECT_EQ(drawn(layer, view, part).copy(part), all.copy(part)) << scale << " at " << part.x();
      }
    }
  }
}

TEST(LabelLayer, NeverPaintsBesideThePicture) {
  const LabelPlane plane({10, 10}, kRoad);
  LabelLayer layer(plane);
  layer.setLook({.opacity = 1.0});
  const QImage image = drawn(layer, {{5, 5}, 3.0, {100, 100}});  // the picture from 35 to 65
  EXPECT_EQ(image.pixelColor(34, 50), kGround);
  EXPECT_EQ(image.pixelColor(35, 50), kAmber);
  EXPECT_EQ(image.pixelColor(64, 64), kAmber);
  EXPECT_EQ(image.pixelColor(65, 50), kGround);
  EXPECT_EQ(image.pixelColor(50, 34), kGround);
  EXPECT_EQ(drawn(layer, {{500, 500}, 1.0, {100, 100}}).pixelColor(50, 50), kGround);
}

TEST(LabelLayer, FollowsAnEditThatItIsToldOf) {
  LabelPlane plane = oneRoad();
  LabelLayer layer(plane);
  layer.setLook({.opacity = 1.0});
  drawn(layer, whole());
  layer.invalidate(plane.paint(Region::of(cv::Rect(200, 100, 50, 50)), kRoad));
  EXPECT_EQ(drawn(layer, whole()).pixelColor(225, 125), kAmber);
}

TEST(LabelLayer, ColoursLabelsByWhereTheyAreFrom) {
  LabelPlane plane = oneRoad();
  plane.paint(Region::of(cv::Rect(200, 0, 10, 300)), {1, 1});
  plane.paint(Region::of(cv::Rect(300, 0, 10, 300)), {1, 2});
  LabelLayer layer(plane);
  layer.setLook({.opacity = 1.0});
  EXPECT_EQ(drawn(layer, whole()).pixelColor(205, 150), kAmber);
  layer.setLook({.opacity = 1.0, .colours = LabelColours::BySource});
  const QImage image = drawn(layer, whole());
  EXPECT_EQ(image.pixelColor(110, 150), kAmber);
  EXPECT_EQ(image.pixelColor(205, 150), QColor(86, 180, 233));
  EXPECT_EQ(image.pixelColor(305, 150), QColor(204, 121, 167));
}

}  // namespace macadam
