#include "image/mask_raster.h"

#include "image/image_store.h"
#include "labels/mask_facts.h"
#include "support/geo_tiff.h"
#include "support/picture_files.h"
#include "support/stored_pixels.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <limits>

namespace macadam {
namespace {

using Row = std::vector<double>;

Row valuesOf(const std::filesystem::path& file) {
  const MaskRaster raster(file);
  cv::Mat values;
  raster.read(raster.whole()).values.convertTo(values, CV_64F);
  return {values.begin<double>(), values.end<double>()};
}

std::vector<int> labelsOf(const std::filesystem::path& file, const std::string& rule) {
  const cv::Mat mask = labelsIn(file, *parseMaskValues(rule));
  return {mask.begin<uchar>(), mask.end<uchar>()};
}

std::string refusal(const std::filesystem::path& file) {
  try {
    const MaskRaster raster(file);
  } catch (const Error& error) {
    return error.problems().front().what;
  }
  return {};
}

}  // namespace

TEST(MaskRaster, NumbersOfEveryTypeComeOutAsTheyAre) {
  const TemporaryFolder folder;
  const std::vector<std::pair<GDALDataType, Row>> types{
      {GDT_Byte, {0, 1, 255}},          {GDT_UInt16, {0, 1, 65535}}, {GDT_Int16, {-32768, 0, 300}},
      {GDT_UInt32, {0, 1, 4294967295}}, {GDT_Int32, {-9999, 0, 1}},  {GDT_Int64, {0, 1, 1e12}},
      {GDT_UInt64, {0, 1, 1e12}},       {GDT_Float32, {0, 0.5, 1}},  {GDT_Float64, {-0.25, 0, 1e20}}};
  for (const auto& [type, row] : types) {
    const auto file = folder / (std::string(GDALGetDataTypeName(type)) + ".tif");
    writeGeoTiff(file, numbers({row[0], row[1], row[2]}), {.type = type});
    EXPECT_EQ(valuesOf(file), row) << file;
  }
}

TEST(MaskRaster, DeclaredNoDataOfAnyNumberIsUnknown) {
  const TemporaryFolder folder;
  struct Case {
    GDALDataType type;
    double noData;
  };
  for (const auto& [type, noData] :
       {Case{GDT_UInt16, 65535}, Case{GDT_Int16, -9999}, Case{GDT_Int64, -9999}, Case{GDT_Float32, 1e20},
        Case{GDT_Float64, 1e20}, Case{GDT_Byte, 255}, Case{GDT_Float32, -3.4028234663852886e38},
        Case{GDT_Float32, std::numeric_limits<double>::quiet_NaN()}}) {
    const auto file = folder / (std::string(GDALGetDataTypeName(type)) + std::to_string(noData) + ".tif");
    writeGeoTiff(file, numbers({0, 1, noData}), {.type = type, .noData = noData});
    EXPECT_EQ(labelsOf(file, "road=1"), (std::vector<int>{0, 1, 255})) << file;
    EXPECT_EQ(countLabels(*factsOf(file), *parseMaskValues("road=1")), (LabelCounts{1, 1, 1})) << file;
  }
}

TEST(MaskRaster, EveryNanIsWithoutData) {
  const TemporaryFolder folder;
  cv::Mat values = cv::Mat::zeros(32, 32, CV_64FC1);
  values.rowRange(8, 12).setTo(std::numeric_limits<double>::quiet_NaN());
  writeGeoTiff(folder / "m.tif", values, {.type = GDT_Float32});
  EXPECT_EQ(factsOf(folder / "m.tif")->empty, 128u);
  EXPECT_EQ(factsOf(folder / "m.tif")->fractions, 0u);
}

TEST(MaskRaster, ADeclaredValueThatNoPixelCanHoldIsNone) {
  const TemporaryFolder folder;
  writeGeoTiff(folder / "m.tif", numbers({0, 1, 255}), {.noData = -9999});
  EXPECT_FALSE(MaskRaster(folder / "m.tif").declaredNoData());
}

TEST(MaskRaster, MinIsWhiteIsTurnedAroundAsViewersShowIt) {
  const TemporaryFolder folder;
  writeGeoTiff(folder / "bytes.tif", numbers({0, 255, 254}), {.options = {"PHOTOMETRIC=MINISWHITE"}});
  EXPECT_EQ(valuesOf(folder / "bytes.tif"), (Row{255, 0, 1}));
  writeGeoTiff(folder / "bits.tif", numbers({0, 1, 1}), {.options = {"NBITS=1", "PHOTOMETRIC=MINISWHITE"}});
  EXPECT_EQ(valuesOf(folder / "bits.tif"), (Row{255, 0, 0}));
  writeGeoTiff(folder / "words.tif", numbers({0, 65535, 1}),
               {.type = GDT_UInt16, .options = {"PHOTOMETRIC=MINISWHITE"}});
  EXPECT_EQ(valuesOf(folder / "words.tif"), (Row{65535, 0, 65534}));
}

TEST(MaskRaster, ColoursOfFilesWithoutLossAreCountedExactly) {
  const TemporaryFolder folder;
  const cv::Mat red = cv::Mat(32, 32, CV_64FC1, cv::Scalar(255)), none = cv::Mat::zeros(32, 32, CV_64FC1);
  if (GDALGetDriverByName("GTiff") == nullptr) GDALAllRegister();
  const std::string options = GDALGetMetadataItem(GDALGetDriverByName("GTiff"), GDAL_DMD_CREATIONOPTIONLIST, nullptr);
  if (options.find("WEBP") == std::string::npos) GTEST_SKIP() << "this GDAL writes no WebP";
  writeGeoTiff(folder / "exact.tif", {red, none, none}, {.options = {"COMPRESS=WEBP", "WEBP_LOSSLESS=YES"}});
  writeGeoTiff(folder / "lossy.tif", {red, none, none}, {.options = {"COMPRESS=WEBP"}});
  EXPECT_FALSE(MaskRaster(folder / "exact.tif").isLossy());
  EXPECT_TRUE(MaskRaster(folder / "lossy.tif").isLossy());
  EXPECT_EQ(countLabels(*factsOf(folder / "exact.tif"), *parseMaskValues("road=#ff0000")), (LabelCounts{1024, 0, 0}));
}

TEST(MaskRaster, WhatIsRememberedOfAFileIsOfItsSideFilesToo) {
  const TemporaryFolder folder;
  writeGeoTiff(folder / "m.tif", numbers({0, 1, 1}));
  EXPECT_EQ(factsOf(folder / "m.tif")->empty, 0u);
  appendText(folder / "m.tif.aux.xml",
             "<PAMDataset><PAMRasterBand band=\"1\"><NoDataValue>1</NoDataValue></PAMRasterBand></PAMDataset>");
  EXPECT_EQ(factsOf(folder / "m.tif")->noData, 2u);
}

TEST(MaskRaster, GreyOfOneBitIsBlackAndWhite) {
  const TemporaryFolder folder;
  writeGeoTiff(folder / "bits.tif", numbers({0, 1, 1}), {.options = {"NBITS=1"}});
  EXPECT_EQ(valuesOf(folder / "bits.tif"), (Row{0, 255, 255}));
}

TEST(MaskRaster, PalettesComeOutByIndexAndThoseOfGreysAsGreys) {
  const TemporaryFolder folder;
  writeGeoTiff(folder / "colours.tif", numbers({0, 1, 2}), {.palette = {{0, 0, 0}, {128, 0, 0}, {0, 128, 0}}});
  EXPECT_EQ(valuesOf(folder / "colours.tif"), (Row{0, 1, 2}));
  EXPECT_EQ(MaskRaster(folder / "colours.tif").palette().at(1), 0x800000u);
  writeGeoTiff(folder / "greys.tif", numbers({0, 1, 2}), {.palette = {{255, 255, 255}, {0, 0, 0}, {128, 128, 128}}});
  EXPECT_EQ(valuesOf(folder / "greys.tif"), (Row{255, 0, 128}));
  EXPECT_TRUE(MaskRaster(folder / "greys.tif").palette().empty());
}

TEST(MaskRaster, WhatIsTransparentIsUnknownUnlessTheAlphaChannelIsTheMask) {
  const TemporaryFolder folder;
  const cv::Mat white = numbers({255, 255, 255}), alpha = numbers({0, 255, 100});
  writeGeoTiff(folder / "m.tif", {white, white, white, alpha}, {.options = {"PHOTOMETRIC=RGB", "ALPHA=YES"}});
  EXPECT_EQ(labelsOf(folder / "m.tif", "road=255"), (std::vector<int>{255, 1, 255}));
  EXPECT_EQ(labelsOf(folder / "m.tif", "alpha"), (std::vector<int>{0, 1, 0}));
}

TEST(MaskRaster, ColoursAreCountedAsColoursAndGreysAsNumbers) {
  const TemporaryFolder folder;
  writeGeoTiff(folder / "m.tif", {numbers({255, 0, 7}), numbers({0, 0, 7}), numbers({0, 0, 7})},
               {.options = {"PHOTOMETRIC=RGB"}});
  using Counts = std::vector<std::pair<MaskValue, std::uint64_t>>;
  EXPECT_EQ(factsOf(folder / "m.tif")->values, (Counts{{{0, false}, 1}, {{7, false}, 1}, {{0xff0000, true}, 1}}));
  EXPECT_EQ(labelsOf(folder / "m.tif", "road=#ff0000"), (std::vector<int>{1, 0, 0}));
}

TEST(MaskRaster, OverviewsAreNotUsed) {
  const TemporaryFolder folder;
  cv::Mat mask = cv::Mat::zeros(64, 64, CV_64FC1);
  mask.col(0).setTo(255);
  writeGeoTiff(folder / "m.tif", mask);
  GDALDatasetH dataset = GDALOpen((folder / "m.tif").c_str(), GA_Update);
  int level = 2;
  EXPECT_EQ(GDALBuildOverviews(dataset, "AVERAGE", 1, &level, 0, nullptr, nullptr, nullptr), CE_None);
  GDALClose(dataset);
  EXPECT_EQ(countLabels(*factsOf(folder / "m.tif"), *parseMaskValues("road=255")), (LabelCounts{64, 64 * 63, 0}));
}

TEST(MaskRaster, BandsThatAreNoMaskAreRefused) {
  const TemporaryFolder folder;
  writeGeoTiff(folder / "two.tif", std::vector<cv::Mat>{numbers({0, 1}), numbers({1, 0})});
  EXPECT_EQ(refusal(folder / "two.tif"), "has 2 bands");
  writeGeoTiff(folder / "complex.tif", numbers({0, 1}), {.type = GDT_CFloat32});
  EXPECT_EQ(refusal(folder / "complex.tif"), "holds numbers of the type CFloat32");
}

TEST(MaskFacts, AChangedFileIsLookedAtAgain) {
  const TemporaryFolder folder;
  writeRoadMask(folder / "m.png", 8);
  EXPECT_EQ(factsOf(folder / "m.png")->values.back().second, 8u * 32u);
  EXPECT_EQ(factsOf(folder / "m.png"), factsOf(folder / "m.png"));
  writeRoadMask(folder / "m.png", 12, 32, 40);
  EXPECT_EQ(factsOf(folder / "m.png")->values.back().second, 12u * 32u);
}

}  // namespace macadam
