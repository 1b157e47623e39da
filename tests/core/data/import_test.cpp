#include "data/import.h"

#include "data/dataset.h"
#include "image/image_store.h"
#include "image/png.h"
#include "image/raster.h"
#include "image/raster_writer.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

bool equal(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0;
}

}  // namespace

TEST(Import, TilesReadBackExactlyWithIgnoredPixelsAndScenesAndCountEachPixelOnce) {
  const TemporaryFolder folder;
  cv::Mat segment(40, 80, CV_8UC3, cv::Scalar::all(255));
  segment.rowRange(5, 15).setTo(cv::Scalar(255, 0, 0));
  segment.row(15).setTo(cv::Scalar(255, 128, 128));
  writeImage(folder / "raw/1/Ottawa-1.tif", 80, 40);
  writePng(folder / "raw/1/segmentation.png", segment);
  const Dataset source = openDataset(folder / "raw", 32);
  const ImportSummary summary = importDataset(folder / "raw", folder / "tiles", 32);
  EXPECT_EQ(summary.tiles, 6u);
  EXPECT_EQ(summary.masks, 6u);
  const Dataset imported = openDataset(folder / "tiles", 32);
  ASSERT_EQ(imported.samples.size(), 6u);
  EXPECT_EQ(imported.samples[3].id, "images/Ottawa-1_0032_0008.png");
  int road = 0, ignored = 0;
  for (const Sample& sample : source.samples) {
    char name[64];
    std::snprintf(name, sizeof name, "images/Ottawa-1_%04d_%04d.png", sample.window->x, sample.window->y);
    const Sample* tile = imported.find(name);
    ASSERT_NE(tile, nullptr) << name;
    EXPECT_EQ(tile->scene, "Ottawa-1");
    EXPECT_TRUE(equal(decode(*tile).image, decode(sample).image));
    const cv::Mat mask = decode(*tile).mask;
    EXPECT_EQ(cv::countNonZero((mask != decode(sample).mask) & (mask != 255)), 0);
    road += cv::countNonZero(mask == 1);
    ignored += cv::countNonZero(mask == 255);
  }
  EXPECT_EQ(road, 10 * 80);
  EXPECT_EQ(ignored, 80 + (6 * 32 * 32 - 80 * 40));  // one row of pink, and what was there already
}

TEST(Import, KeepsSubsetsAndGeoReferences) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "in/train/images");
  const GeoReference reference{{1000, 0.5, 0, 2000, 0, -0.5}, {}};
  RasterWriter writer(folder / "in/train/images/a.tif", {64, 32}, RasterContent::Rgb, reference);
  writer.write({0, 0}, cv::Mat(32, 64, CV_8UC3, cv::Scalar(1, 2, 3)));
  writer.commit();
  importDataset(folder / "in", folder / "out", 32);
  const Dataset imported = openDataset(folder / "out", 32);
  ASSERT_EQ(imported.samples.size(), 2u);
  EXPECT_EQ(imported.samples[1].origin, Origin::Training);
  EXPECT_EQ(Raster(imported.samples[1].image).georeference(), reference.of({32, 0, 32, 32}));
}

TEST(Import, GroundWithoutDataStaysSoInTilesWithAndWithoutAReference) {
  const TemporaryFolder folder;
  cv::Mat band(32, 32, CV_8UC1, cv::Scalar(90));
  band.colRange(0, 10).setTo(0);
  for (const bool isReferenced : {false, true}) {
    const std::filesystem::path from = folder / (isReferenced ? "referenced" : "plain"), to = from.string() + "-tiles";
    writeTiff(from / "images/a.tif", {.bands = {band, band, band}, .noData = 0});
    if (isReferenced) appendText(from / "images/a.tfw", "0.5\n0\n0\n-0.5\n1000.25\n1999.75\n");
    importDataset(from, to, 32);
    const Dataset imported = openDataset(to, 32);
    ASSERT_EQ(imported.samples.size(), 1u);
    EXPECT_EQ(imported.samples[0].id, isReferenced ? "images/a.tif" : "images/a.png");
    const Tile tile = decode(imported.samples[0]);
    EXPECT_EQ(cv::countNonZero(tile.noData), 320);
    EXPECT_EQ(cv::countNonZero(tile.noData.colRange(0, 10)), 320);
    EXPECT_EQ(tile.image.at<cv::Vec3b>(3, 20), cv::Vec3b(90, 90, 90));
  }
}

TEST(Import, ImagesOfOneNameGetTheirWholePath) {
  const TemporaryFolder folder;
  writeImage(folder / "in/x/tile.png");
  writeImage(folder / "in/y/tile.png");
  importDataset(folder / "in", folder / "out", 32);
  EXPECT_TRUE(std::filesystem::exists(folder / "out/images/tile.png"));
  EXPECT_TRUE(std::filesystem::exists(folder / "out/images/y-tile.png.png"));
}

TEST(Import, LeavesOutWhatIsUnreadableAndRefusesAFullTarget) {
  const TemporaryFolder folder;
  writeImage(folder / "in/images/good.png");
  writeRoadMask(folder / "in/masks/good.png", 8);
  appendText(folder / "in/images/bad.png", "nothing");
  const ImportSummary summary = importDataset(folder / "in", folder / "out", 32);
  EXPECT_EQ(summary.tiles, 1u);
  ASSERT_EQ(summary.problems.size(), 1u);
  EXPECT_EQ(summary.problems[0].where, (folder / "in/images/bad.png").string());
  EXPECT_THROW(importDataset(folder / "in", folder / "out", 32), Error);
}

}  // namespace macadam
