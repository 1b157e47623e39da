#include "ui/canvas/scene_pyramid.h"

#include "image/raster_writer.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// 3000×2000 pixels: red left of x = 1500, blue right of it, as a tiled GeoTIFF.
std::filesystem::path writeScene(const TemporaryFolder& folder) {
  const auto file = folder / "scene.tif";
  cv::Mat pixels(2000, 3000, CV_8UC3, cv::Scalar(255, 0, 0));
  pixels.colRange(1500, 3000).setTo(cv::Scalar(0, 0, 255));
  RasterWriter writer(file, pixels.size(), RasterContent::Rgb);
  writer.write({0, 0}, pixels);
  writer.commit();
  return file;
}

QImage drawn(const ScenePyramid& scene, const PictureView& view) {
  QImage image(view.size, QImage::Format_RGB32);
  image.fill(Qt::green);
  QPainter painter(&image);
  scene.draw(painter, view);
  return image;
}

}  // namespace

TEST(ScenePyramid, ReadsOnlyWhatIsInSight) {
  const TemporaryFolder folder;
  const ScenePyramid scene{Raster(writeScene(folder))};
  EXPECT_EQ(scene.size(), QSize(3000, 2000));
  const PictureView view{{1500, 256}, 1.0, {100, 100}};  // within the tiles 2 and 3 of the first row
  EXPECT_EQ(drawn(scene, view).pixelColor(10, 50), QColor(Qt::green)) << "drawing does not wait";
  ASSERT_TRUE(waitFor([&] { return scene.tilesRead() == 2; }));
  EXPECT_EQ(drawn(scene, view).pixelColor(10, 50), QColor(Qt::red));
  EXPECT_EQ(drawn(scene, view).pixelColor(90, 50), QColor(Qt::blue));
  EXPECT_EQ(scene.colourAt({1499, 256}), QColor(Qt::red));
  EXPECT_FALSE(scene.colourAt({10, 1900}));
  EXPECT_EQ(scene.tilesRead(), 2) << "of 24";
}

TEST(ScenePyramid, ShowsTheWholeFromReducedTiles) {
  const TemporaryFolder folder;
  const ScenePyramid scene{Raster(writeScene(folder))};
  const PictureView view{{1500, 1000}, 0.1, {300, 200}};
  drawn(scene, view);
  ASSERT_TRUE(waitFor([&] { return scene.tilesRead() == 1; }));
  const QImage whole = drawn(scene, view);
  EXPECT_EQ(whole.pixelColor(20, 100), QColor(Qt::red));
  EXPECT_EQ(whole.pixelColor(280, 190), QColor(Qt::blue));
}

TEST(ScenePyramid, DrawsCoarseTilesUntilFineOnesAreThere) {
  const TemporaryFolder folder;
  const ScenePyramid scene{Raster(writeScene(folder))};
  drawn(scene, {{1500, 1000}, 0.1, {300, 200}});
  ASSERT_TRUE(waitFor([&] { return scene.tilesRead() == 1; }));
  EXPECT_EQ(drawn(scene, {{700, 700}, 1.0, {100, 100}}).pixelColor(50, 50), QColor(Qt::red));
}

TEST(ScenePyramid, CoarseTilesStayWithinThePaintersClip) {
  const TemporaryFolder folder;
  const ScenePyramid scene{Raster(writeScene(folder))};
  drawn(scene, {{1500, 1000}, 0.1, {300, 200}});
  ASSERT_TRUE(waitFor([&] { return scene.tilesRead() == 1; }));
  QImage image(100, 100, QImage::Format_RGB32);
  image.fill(Qt::green);
  QPainter painter(&image);
  painter.setClipRect(QRect(0, 0, 50, 100));
  scene.draw(painter, {{700, 700}, 1.0, {100, 100}});
  EXPECT_EQ(image.pixelColor(25, 50), QColor(Qt::red));
  EXPECT_EQ(image.pixelColor(75, 50), QColor(Qt::green));
}

TEST(ScenePyramid, EndsWhileTilesAreAwaited) {
  const TemporaryFolder folder;
  const ScenePyramid scene{Raster(writeScene(folder))};
  drawn(scene, {{1500, 1000}, 1.0, {3000, 2000}});
}

}  // namespace macadam
