#include "image/open_picture.h"

#include "base/error.h"
#include "image/raster.h"
#include "support/gdal_files.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// What is wrong with a picture; empty where it opens.
std::optional<Problem> problemOf(const fs::path& file) {
  try {
    openPicture(file);
    return std::nullopt;
  } catch (const Error& error) {
    return error.problems().front();
  }
}

/// A PNG's signature and a header that claims `side`² pixels of 24 bits, then nothing but zeros.
void writeClaim(const fs::path& file, std::uint32_t side, std::uint32_t headerSum) {
  std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  const auto add = [&bytes](std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
  };
  add(side);
  add(side);
  bytes += std::string("\x08\x02\0\0\0", 5);
  add(headerSum);
  bytes += std::string("\0\0\x03\xbbIDAT", 8);
  bytes.resize(1024);
  std::ofstream(file, std::ios::binary) << bytes;
}

/// A VRT of 20×10 pixels that are those of `source`.
void writeVrt(const fs::path& file, const std::string& source, const char* isRelative) {
  std::ofstream(file) << R"(<VRTDataset rasterXSize="20" rasterYSize="10"><VRTRasterBand dataType="Byte" band="1">)"
                      << "<SimpleSource><SourceFilename relativeToVRT=\"" << isRelative << "\">" << source
                      << "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>";
}

/// While it lives, does something once, just before GDAL recognises a PNG.
class BeforePngs {
 public:
  explicit BeforePngs(std::function<void()> action) {
    action_ = std::move(action);
    driver_.SetDescription("before PNG");
    driver_.SetMetadataItem(GDAL_DCAP_RASTER, "YES");
    driver_.pfnIdentify = [](GDALOpenInfo*) -> int {
      if (const auto act = std::exchange(action_, {})) act();
      return FALSE;
    };
    GDALDriverManager& drivers = *GetGDALDriverManager();
    GDALDriver* png = drivers.GetDriverByName("PNG");
    drivers.DeregisterDriver(png);
    for (GDALDriver* driver : {&driver_, png}) drivers.RegisterDriver(driver);
  }
  ~BeforePngs() { GetGDALDriverManager()->DeregisterDriver(&driver_); }

 private:
  static inline std::function<void()> action_;
  const GdalSession session_;
  GDALDriver driver_;
};

}  // namespace

TEST(OpenPicture, SaysOfAFileThatHasGoneThatItIsNotThere) {
  const TemporaryFolder folder;
  const std::optional<Problem> problem = problemOf(folder / "moved.jpg");
  ASSERT_TRUE(problem);
  EXPECT_EQ(describe(*problem), (folder / "moved.jpg").string() + " is not there; put it back where it was");
}

TEST(OpenPicture, AKilobyteThatClaimsAMillionPixelsASideIsRefusedByItsSize) {
  const TemporaryFolder folder;
  writeClaim(folder / "claim.png", 1000000, 0xd30faf2a);
  const auto problem = problemOf(folder / "claim.png");
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->where, (folder / "claim.png").string());
  EXPECT_EQ(problem->what, "claims 1000000×1000000 pixels, which its 1024 bytes cannot hold");
}

TEST(OpenPicture, ATiffOfOneStripThatIsNotThereIsRefusedByItsSize) {
  const TemporaryFolder folder;
  { GdalFile(folder / "claim.tif", 1000000, 1000000, 1, GDT_Byte, {{"SPARSE_OK", "YES"}, {"BLOCKYSIZE", "1000000"}}); }
  const auto problem = problemOf(folder / "claim.tif");
  ASSERT_TRUE(problem);
  EXPECT_NE(problem->what.find("claims 1000000×1000000 pixels"), std::string::npos) << problem->what;
}

TEST(OpenPicture, ASparseTiffAndAVrtMayBeMostlyEmpty) {
  const TemporaryFolder folder;
  {
    const GdalFile sparse(folder / "sparse.tif", 60000, 60000, 1, GDT_Byte,
                          {{"SPARSE_OK", "YES"}, {"TILED", "YES"}, {"BLOCKXSIZE", "512"}, {"BLOCKYSIZE", "512"}});
    unsigned char grey = 90;
    ASSERT_EQ(GDALRasterIO(sparse.band(1), GF_Write, 5, 5, 1, 1, &grey, 1, 1, GDT_Byte, 0, 0), CE_None);
  }
  EXPECT_EQ(problemOf(folder / "sparse.tif"), std::nullopt);
  writeImage(folder / "small.png", 20, 10);
  std::ofstream(folder / "wide.vrt")
      << R"(<VRTDataset rasterXSize="1000000" rasterYSize="1000000"><VRTRasterBand dataType="Byte" band="1">)"
      << R"(<SimpleSource><SourceFilename relativeToVRT="1">small.png</SourceFilename><SourceBand>1</SourceBand>)"
      << R"(<DstRect xOff="7" yOff="7" xSize="20" ySize="10"/></SimpleSource></VRTRasterBand></VRTDataset>)";
  EXPECT_EQ(problemOf(folder / "wide.vrt"), std::nullopt);
}

TEST(OpenPicture, AVrtShowsThePicturesThatItNames) {
  const TemporaryFolder folder;
  writePicture(folder / "tiles/grey.png", cv::Mat(10, 20, CV_8UC1, cv::Scalar(77)));
  writeVrt(folder / "shown.vrt", "tiles/grey.png", "1");
  const Raster raster(folder / "shown.vrt");
  EXPECT_EQ(raster.size(), cv::Size(20, 10));
  EXPECT_EQ(raster.readRgb({3, 3, 4, 4}).at<cv::Vec3b>(1, 1), cv::Vec3b(77, 77, 77));
  EXPECT_EQ(sourcesOfVrt(folder / "shown.vrt"), std::vector<fs::path>{folder / "tiles/grey.png"});
  EXPECT_EQ(sourcesOfVrt(folder / "tiles/grey.png"), std::vector<fs::path>{});
}

TEST(OpenPicture, AVrtThatIsWrittenAnewWhileItIsReadIsReadAgain) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "later.png"}) writePicture(folder / name, cv::Mat(10, 20, CV_8UC1, cv::Scalar(7)));
  writeVrt(folder / "shown.vrt", "a.png", "1");
  {
    const BeforePngs rewriting([&] { writeVrt(folder / "shown.vrt", "later.png", "1"); });
    EXPECT_EQ(sourcesOfVrt(folder / "shown.vrt"), std::vector<fs::path>{folder / "a.png"});
  }
  EXPECT_EQ(sourcesOfVrt(folder / "shown.vrt"), std::vector<fs::path>{folder / "later.png"});
}

TEST(OpenPicture, AVrtThatReachesOutOrFindsNothingIsRefusedByTheNameOfItsSource) {
  const TemporaryFolder folder;
  appendText(folder / "service.xml", "<GDAL_WMS><Service name=\"TMS\"/></GDAL_WMS>");
  appendText(folder / "notes.txt", "not a picture");
  for (const char* source :
       {"/vsicurl/http://localhost/a.tif", "http://localhost/a.tif", "gone.tif", "service.xml", "notes.txt"}) {
    writeVrt(folder / "out.vrt", source, "1");
    const auto problem = problemOf(folder / "out.vrt");
    ASSERT_TRUE(problem) << source;
    EXPECT_NE(problem->what.find(source), std::string::npos) << problem->what;
    fs::remove(folder / "out.vrt");
  }
}

TEST(OpenPicture, SignedBytesHaveTheirSign) {
  const TemporaryFolder folder;
  {
#if GDAL_VERSION_NUM < GDAL_COMPUTE_VERSION(3, 7, 0)
    const GdalFile picture(folder / "signed.tif", 2, 1, 1, GDT_Byte, {{"PIXELTYPE", "SIGNEDBYTE"}});
#else
    const GdalFile picture(folder / "signed.tif", 2, 1, 1, GDT_Int8);
#endif
    const std::int8_t values[] = {-56, 100};
    GDALRasterBandH band = picture.band(1);
    GDALSetRasterNoDataValue(band, -128);
    ASSERT_EQ(GDALRasterIO(band, GF_Write, 0, 0, 2, 1, const_cast<std::int8_t*>(values), 2, 1,
                           GDALGetRasterDataType(band), 0, 0),
              CE_None);
  }
  const GdalDataset opened = openPicture(folder / "signed.tif");
  const GDALRasterBandH band = GDALGetRasterBand(opened.get(), 1);
  std::int16_t read[2] = {};
  ASSERT_EQ(GDALRasterIO(band, GF_Read, 0, 0, 2, 1, read, 2, 1, GDT_Int16, 0, 0), CE_None);
  EXPECT_EQ(read[0], -56);
  EXPECT_EQ(read[1], 100);
  EXPECT_EQ(GDALGetRasterNoDataValue(band, nullptr), -128.0);
}

TEST(OpenPicture, AVrtThatShowsItselfIsRefused) {
  const TemporaryFolder folder;
  writeVrt(folder / "circle.vrt", "circle.vrt", "1");
  EXPECT_TRUE(problemOf(folder / "circle.vrt"));
}

}  // namespace macadam
