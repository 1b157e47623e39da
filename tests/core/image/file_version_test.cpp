#include "image/file_version.h"

#include "base/error.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace macadam {

TEST(FileVersion, ChangesWithTheFileAndWithEachFileBesideIt) {
  const TemporaryFolder folder;
  appendText(folder / "a.tif", "x");
  std::set<std::string> versions{versionOf(folder / "a.tif")};
  for (const char* name : {"a.tif", "a.tif.msk", "a.tif.aux.xml", "a.tif.ovr", "a.tfw", "a.wld", "a.tif.msk"}) {
    appendText(folder / name, "y");
    EXPECT_TRUE(versions.insert(versionOf(folder / "a.tif")).second) << name;
    EXPECT_EQ(versionOf(folder / "a.tif"), versionOf(folder / "a.tif"));
  }
  appendText(folder / "b.tif.msk", "y");
  EXPECT_FALSE(versions.insert(versionOf(folder / "a.tif")).second);
  EXPECT_EQ(versionOf(folder / "missing.tif"), "");
}

TEST(FileVersion, OfAVrtChangesWithWhatItShows) {
  const TemporaryFolder folder;
  const auto write = [&](const char* name, const char* source) {
    appendText(
        folder / name,
        std::string("<VRTDataset rasterXSize=\"2\" rasterYSize=\"2\"><VRTRasterBand dataType=\"Byte\" band=\"1\">"
                    "<SimpleSource><SourceFilename relativeToVRT=\"1\">") +
            source + "</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>");
  };
  writePicture(folder / "shown.png", cv::Mat(2, 2, CV_8UC1, cv::Scalar(5)));
  write("inner.vrt", "shown.png");
  write("outer.vrt", "inner.vrt");
  std::set<std::string> versions{versionOf(folder / "outer.vrt")};
  for (const char* name : {"shown.png", "shown.png.msk", "shown.png.aux.xml", "outer.vrt.ovr"}) {
    appendText(folder / name, "y");
    EXPECT_TRUE(versions.insert(versionOf(folder / "outer.vrt")).second) << name;
    EXPECT_EQ(versionOf(folder / "outer.vrt"), versionOf(folder / "outer.vrt"));
  }
  std::filesystem::remove(folder / "shown.png");
  EXPECT_THROW(versionOf(folder / "outer.vrt"), Error);
}

}  // namespace macadam
