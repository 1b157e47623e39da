#include "data/check.h"

#include "image/mask_file.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace macadam {

using Shares = std::vector<std::optional<double>>;

Shares sharesOf(const DataReport& report) {
  Shares shares;
  for (const TileContent& content : report.contents) shares.push_back(content.roadShare);
  return shares;
}

TEST(CheckData, SummarisesEveryPixelAndNamesWhatLooksWrong) {
  const TemporaryFolder root;
  for (const char* name : {"a", "b", "unknown", "c"}) writeImage(root / ("images/" + std::string(name) + ".png"));
  writeRoadMask(root / "masks/a.png", 8);
  writeRoadMask(root / "masks/b.png", 16);
  writeMask(root / "masks/unknown.png", cv::Mat(32, 32, CV_8UC1, cv::Scalar(255)));
  writePicture(root / "images/flat.png", cv::Mat(16, 16, CV_8UC3, cv::Scalar::all(9)));
  writeTornJpeg(root / "images/torn.jpg");

  std::size_t last = 0;
  const DataReport report = checkData(root.path(), 64, 2, [&](std::size_t done, std::size_t total) {
    last = done;
    EXPECT_EQ(total, 6u);
  });
  EXPECT_EQ(last, 6u);
  EXPECT_EQ(report.dataset.samples.size(), 5u);
  EXPECT_EQ(report.withMask, 3u);
  EXPECT_EQ(report.withoutMask, 2u);
  EXPECT_EQ(report.scenes, 5u);
  EXPECT_EQ(report.sizes, (std::map<std::string, std::size_t>{{"16×16", 1}, {"32×32", 4}}));
  EXPECT_EQ(report.roadShare, 0.375);      // 8 + 16 of 64 rows
  EXPECT_EQ(report.roadShareOfAll, 0.25);  // of 96 rows
  EXPECT_EQ(report.ignoredShare, 1.0 / 3.0);
  EXPECT_EQ(report.dataset.masks.sentence, "masks hold 0 and 255: 255 is road; the declared nodata 128 is unknown");
  EXPECT_EQ(sharesOf(report), (Shares{0.25, 0.5, std::nullopt, std::nullopt, std::nullopt}));
  EXPECT_EQ(report.channels[0].minimum, 9.0);
  EXPECT_EQ(report.channels[0].maximum, 125.0);
  ASSERT_EQ(report.dataset.problems.size(), 3u);
  EXPECT_EQ(report.dataset.problems[0].where, "images/flat.png");
  EXPECT_EQ(report.dataset.problems[1].where, (root / "images/torn.jpg").string());
  EXPECT_EQ(report.dataset.problems[2].where, (root / "masks/unknown.png").string());
}

TEST(CheckData, SharesAreNotKnownBeforeItIsDecidedWhatTheMasksMean) {
  const TemporaryFolder root;
  writeImage(root / "images/a.png");
  cv::Mat classes(32, 32, CV_8UC1, cv::Scalar(1));
  classes.rowRange(0, 8).setTo(3);
  classes.rowRange(8, 12).setTo(2);
  writePicture(root / "masks/a.png", classes);
  const DataReport open = checkData(root.path(), 64);
  EXPECT_EQ(sharesOf(open), Shares{std::nullopt});
  EXPECT_EQ(open.roadShare, std::nullopt);
  EXPECT_EQ(open.roadShareOfAll, std::nullopt);
  EXPECT_EQ(open.ignoredShare, std::nullopt);
  EXPECT_EQ(checkData(root.path(), 64, 1, {}, {.maskValues = "road=3"}).roadShare, 0.25);
}

TEST(CheckData, PixelsOfOverlappingWindowsCountOnce) {
  const TemporaryFolder root;
  writeImage(root / "images/a.png", 80, 40);
  writeRoadMask(root / "masks/a.png", 8, 80, 40);
  const DataReport report = checkData(root.path(), 32);
  EXPECT_EQ(sharesOf(report), (Shares{0.25, 0.0, 0.25, 0.0, 0.25, 0.0}));
  EXPECT_EQ(report.roadShare, 0.2);
  EXPECT_DOUBLE_EQ(report.channels[0].mean, 70 + 55 * 0.25);  // the brighter corner is a quarter of the picture
}

TEST(CheckData, ABlackBorderIsMentionedUnlessItIsDeclared) {
  const TemporaryFolder root;
  cv::Mat band(32, 32, CV_8UC1, cv::Scalar(90));
  band.colRange(8, 16).setTo(120);
  band.colRange(0, 8).setTo(0);
  writeTiff(root / "images/a.tif", {.bands = {band, band, band}});
  writeRoadMask(root / "masks/a.png", 8);
  const DataReport undeclared = checkData(root.path(), 32);
  EXPECT_EQ(undeclared.dataset.problems, std::vector<Problem>{});
  ASSERT_EQ(undeclared.dataset.pixels.remarks.size(), 1u);
  EXPECT_EQ(undeclared.dataset.pixels.remarks[0].where, "images/a.tif");
  EXPECT_EQ(undeclared.channels[0].minimum, 0.0);

  writeTiff(root / "images/a.tif", {.bands = {band, band, band}, .noData = 0});
  const DataReport declared = checkData(root.path(), 32);
  EXPECT_TRUE(declared.dataset.pixels.remarks.empty());
  EXPECT_EQ(declared.ignoredShare, 0.25);
  EXPECT_EQ(declared.channels[0].minimum, 90.0);
  EXPECT_EQ(declared.channels[0].mean, 100.0);  // a third of 120, two of 90
}

TEST(CheckData, APictureWithoutAnyDataIsAProblem) {
  const TemporaryFolder root;
  const cv::Mat band(32, 32, CV_8UC1, cv::Scalar(0));
  writeTiff(root / "images/a.tif", {.bands = {band, band, band}, .noData = 0});
  const DataReport report = checkData(root.path(), 32);
  const auto named = std::ranges::find(report.dataset.problems, "images/a.tif", &Problem::where);
  ASSERT_NE(named, report.dataset.problems.end());
  EXPECT_EQ(named->what, "holds no data at all");
}

TEST(CheckRealData, TilesAreInOrder) {
  const char* folder = std::getenv("MACADAM_REAL_DATA");
  if (folder == nullptr) GTEST_SKIP() << "MACADAM_REAL_DATA is not set";
  const DataReport report = checkData(folder, 512);
  EXPECT_EQ(report.dataset.problems, std::vector<Problem>{});
  EXPECT_EQ(report.origins, (std::map<Origin, std::size_t>{{Origin::Training, 67}, {Origin::Validation, 35}}));
  EXPECT_EQ(report.withMask, 102u);
  EXPECT_EQ(report.sizes, (std::map<std::string, std::size_t>{{"512×512", 102}}));
  EXPECT_GT(report.roadShare.value_or(0.0), 0.02);
  EXPECT_LT(report.roadShare.value_or(1.0), 0.2);
}

}  // namespace macadam
