#include "image/raster.h"

#include "image/image_store.h"
#include "image/png.h"
#include "image/raster_writer.h"
#include "support/picture_files.h"
#include "support/stored_pixels.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gdal.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <vector>

namespace macadam {
namespace {

using Colour = cv::Vec3b;

/// Inserts the EXIF tag "orientation" after the first two bytes of a JPEG file.
void insertOrientation(const std::filesystem::path& jpeg, std::uint8_t orientation) {
  const std::vector<std::uint8_t> segment{0xff, 0xe1,        0,    34,   'E', 'x', 'i', 'f', 0, 0,  // APP1 of 34 bytes
                                          'M',  'M',         0,    42,   0,   0,   0,   8,          // big-endian TIFF
                                          0,    1,           0x01, 0x12, 0,   3,   0,   0,   0, 1,
                                          0,    orientation, 0,    0,  // one SHORT
                                          0,    0,           0,    0};
  std::string bytes = readText(jpeg);
  bytes.insert(bytes.begin() + 2, segment.begin(), segment.end());
  std::ofstream(jpeg, std::ios::binary) << bytes;
}

/// 32×16: red at the left, blue at the right, the lower half darker.
cv::Mat fourFields() {
  cv::Mat bgr(16, 32, CV_8UC3);
  bgr(cv::Rect(0, 0, 16, 8)).setTo(cv::Scalar(0, 0, 255));
  bgr(cv::Rect(16, 0, 16, 8)).setTo(cv::Scalar(255, 0, 0));
  bgr(cv::Rect(0, 8, 16, 8)).setTo(cv::Scalar(0, 0, 100));
  bgr(cv::Rect(16, 8, 16, 8)).setTo(cv::Scalar(100, 0, 0));
  return bgr;
}

void expectNear(const Colour& colour, const Colour& expected) {
  EXPECT_LE(cv::norm(colour, expected, cv::NORM_INF), 8);
}

}  // namespace

TEST(Raster, ReadsAWindowAtAnotherSize) {
  const TemporaryFolder folder;
  const auto file = folder / "fields.png";
  cv::imwrite(file.string(), fourFields());
  const Raster raster(file);
  const cv::Mat half = raster.readRgb(raster.whole(), {16, 8});
  ASSERT_EQ(half.size(), cv::Size(16, 8));
  EXPECT_EQ(half.at<Colour>(1, 2), Colour(255, 0, 0));
  EXPECT_EQ(half.at<Colour>(6, 13), Colour(0, 0, 100));
  const cv::Mat eighth = raster.readRgb({16, 0, 16, 16}, {2, 2});
  EXPECT_EQ(eighth.at<Colour>(0, 1), Colour(0, 0, 255));
  EXPECT_EQ(eighth.at<Colour>(1, 0), Colour(0, 0, 100));
}

TEST(Raster, ReadsATurnedPictureAtAnotherSize) {
  const TemporaryFolder folder;
  const auto file = folder / "turned.jpg";
  cv::imwrite(file.string(), fourFields(), {cv::IMWRITE_JPEG_QUALITY, 100});
  insertOrientation(file, 6);
  const Raster raster(file);
  const cv::Mat half = raster.readRgb(raster.whole(), {8, 16});
  ASSERT_EQ(half.size(), cv::Size(8, 16));
  expectNear(half.at<Colour>(2, 1), {100, 0, 0});
  expectNear(half.at<Colour>(14, 6), {0, 0, 255});
}

TEST(Raster, ExifOrientationIsAppliedOnceToSizeAndWindows) {
  const TemporaryFolder folder;
  const auto file = folder / "turned.jpg";
  cv::imwrite(file.string(), fourFields(), {cv::IMWRITE_JPEG_QUALITY, 100});
  insertOrientation(file, 6);  // to be turned a quarter clockwise: the lower left corner comes to the upper left
  const Raster raster(file);
  EXPECT_EQ(raster.size(), cv::Size(16, 32));
  const cv::Mat rgb = raster.readRgb(raster.whole());
  expectNear(rgb.at<Colour>(4, 3), {100, 0, 0});
  expectNear(rgb.at<Colour>(4, 12), {255, 0, 0});
  expectNear(rgb.at<Colour>(28, 3), {0, 0, 100});
  expectNear(rgb.at<Colour>(28, 12), {0, 0, 255});
  const Window window{6, 9, 8, 20};
  EXPECT_EQ(cv::norm(raster.readRgb(window), rgb(cv::Rect(6, 9, 8, 20)), cv::NORM_INF), 0);
}

TEST(Raster, EveryExifOrientationIsTheOneOpenCvShows) {
  const TemporaryFolder folder;
  for (int tag = 1; tag <= 8; ++tag) {
    const auto file = folder / ("turned" + std::to_string(tag) + ".jpg");
    cv::imwrite(file.string(), fourFields(), {cv::IMWRITE_JPEG_QUALITY, 100});
    insertOrientation(file, static_cast<std::uint8_t>(tag));
    const cv::Mat expected = cv::imread(file.string(), cv::IMREAD_COLOR);
    const cv::Mat rgb = coloursIn(file);
    ASSERT_EQ(rgb.size(), expected.size()) << tag;
    const Colour left = rgb.at<Colour>(2, 2), expectedLeft = expected.at<Colour>(2, 2);
    const Colour right = rgb.at<Colour>(2, rgb.cols - 3), expectedRight = expected.at<Colour>(2, rgb.cols - 3);
    expectNear(left, {expectedLeft[2], expectedLeft[1], expectedLeft[0]});
    expectNear(right, {expectedRight[2], expectedRight[1], expectedRight[0]});
  }
}

TEST(Raster, GreyIsRepeatedAndAlphaDropped) {
  const TemporaryFolder folder;
  writePicture(folder / "grey.png", cv::Mat(4, 4, CV_8UC1, cv::Scalar(77)));
  writePicture(folder / "alpha.png", cv::Mat(4, 4, CV_8UC4, cv::Scalar(10, 20, 30, 40)));
  EXPECT_EQ(coloursIn(folder / "grey.png").at<Colour>(1, 1), Colour(77, 77, 77));
  EXPECT_EQ(coloursIn(folder / "alpha.png").at<Colour>(1, 1), Colour(30, 20, 10));
}

TEST(Raster, SixteenBitsAreStretchedByTheWholePictureSoThatWindowsAgree) {
  const TemporaryFolder folder;
  cv::Mat values(10, 101, CV_16UC1);
  for (int x = 0; x <= 100; ++x) values.col(x).setTo(1000 + 10 * x);  // 2nd percentile 1020, 98th 1980
  for (const char* name : {"deep.png", "deep.tif"}) {
    writePicture(folder / name, values);
    const cv::Mat whole = coloursIn(folder / name);
    EXPECT_EQ(whole.at<Colour>(5, 0), Colour(0, 0, 0));
    EXPECT_EQ(whole.at<Colour>(5, 2), Colour(0, 0, 0));
    EXPECT_EQ(whole.at<Colour>(5, 50), Colour(128, 128, 128));
    EXPECT_EQ(whole.at<Colour>(5, 100), Colour(255, 255, 255));
    EXPECT_EQ(cv::norm(coloursIn(folder / name, Window{40, 2, 30, 6}), whole(cv::Rect(40, 2, 30, 6)), cv::NORM_INF), 0);
  }
}

TEST(Raster, PalettesAreLookedUp) {
  const TemporaryFolder folder;
  GDALAllRegister();
  const auto file = (folder / "palette.tif").string();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), 4, 4, 1, GDT_Byte, nullptr);
  GDALColorTableH colours = GDALCreateColorTable(GPI_RGB);
  const GDALColorEntry green{10, 200, 30, 255};
  GDALSetColorEntry(colours, 3, &green);
  GDALSetRasterColorTable(GDALGetRasterBand(dataset, 1), colours);
  GDALDestroyColorTable(colours);
  GDALFillRaster(GDALGetRasterBand(dataset, 1), 3, 0);
  GDALClose(dataset);
  EXPECT_EQ(coloursIn(file).at<Colour>(2, 2), Colour(10, 200, 30));
}

TEST(Raster, BilevelMasksReachFullWhite) {
  const TemporaryFolder folder;
  cv::Mat mask = cv::Mat::zeros(8, 8, CV_8UC1);
  mask.row(2).setTo(255);
  cv::imwrite((folder / "bits.png").string(), mask, {cv::IMWRITE_PNG_BILEVEL, 1});
  EXPECT_EQ(cv::countNonZero(labelsIn(folder / "bits.png", macadamMaskValues()) == 1), 8);
}

TEST(Raster, TruncatedAndForeignFilesAreErrorsThatNameThem) {
  const TemporaryFolder folder;
  writeTornJpeg(folder / "cut.jpg");
  appendText(folder / "text.png", "not a picture");
  for (const char* name : {"cut.jpg", "text.png", "missing.tif"}) {
    try {
      coloursIn(folder / name);
      FAIL() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.problems().front().where, (folder / name).string());
      EXPECT_FALSE(error.problems().front().remedy.empty());
    }
  }
}

TEST(RasterWriter, KeepsPixelsAndGeoReferenceAndAppearsOnlyWhenComplete) {
  const TemporaryFolder folder;
  const auto file = folder / "probability.tif";
  const GeoReference reference{{500000, 0.5, 0, 4900000, 0, -0.5}, {}};
  {
    RasterWriter abandoned(file, {300, 260}, RasterContent::Probability, reference);
    abandoned.write({0, 0}, cv::Mat(10, 10, CV_32FC1, cv::Scalar(1)));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  RasterWriter writer(file, {300, 260}, RasterContent::Probability, reference);
  writer.write({0, 0}, cv::Mat(260, 256, CV_32FC1, cv::Scalar(0.25)));
  writer.write({256, 0}, cv::Mat(260, 44, CV_32FC1, cv::Scalar(0.75)));
  EXPECT_FALSE(std::filesystem::exists(file));
  writer.commit();
  EXPECT_EQ(Raster(file).georeference(), reference);
  const cv::Mat read = cv::imread(file.string(), cv::IMREAD_UNCHANGED);
  EXPECT_EQ(read.type(), CV_32FC1);
  EXPECT_EQ(read.at<float>(259, 255), 0.25f);
  EXPECT_EQ(read.at<float>(259, 256), 0.75f);
}

TEST(RasterWriter, APlaceThatCannotBeWrittenLeavesNoFile) {
  const TemporaryFolder folder;
  const GeoReference reference{{500000, 0.5, 0, 4900000, 0, -0.5}, "PROJCS[\"cut short\""};
  EXPECT_THROW(RasterWriter(folder / "mask.tif", {8, 8}, RasterContent::Mask, reference), Error);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(RasterWriter, AFolderThatIsMissingIsAnErrorThatNamesTheTarget) {
  const TemporaryFolder folder;
  const auto file = folder / "nowhere" / "mask.tif";
  try {
    RasterWriter writer(file, {8, 8}, RasterContent::Mask);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, file.string());
  }
}

}  // namespace macadam
