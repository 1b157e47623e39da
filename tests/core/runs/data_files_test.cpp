#include "runs/data_files.h"

#include "support/damage.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Three images, of which two have masks; the files hold any bytes, for nothing decodes them.
class DataFilesOfASet : public testing::Test {
 protected:
  DataFilesOfASet() {
    dataset_.root = folder_ / "data";
    for (const char* kind : {"images", "masks"}) fs::create_directories(dataset_.root / kind);
    for (const char* name : {"a.png", "b.png", "c.png"}) addImage(name);
    for (const std::size_t i : {0, 1}) {
      dataset_.samples[i].mask = dataset_.root / "masks" / dataset_.samples[i].image.filename();
      writeBytes(dataset_.samples[i].mask, "mask");
    }
  }

  /// An image that shows another, which has a mask band beside it.
  void addVrt() {
    addImage("shown.vrt");
    fs::create_directories(dataset_.root / "sources");
    writePicture(dataset_.root / "sources/x.png", cv::Mat(2, 2, CV_8UC1, cv::Scalar(5)));
    writeBytes(dataset_.root / "sources/x.png.msk", "mask band");
    writeBytes(
        dataset_.samples.back().image,
        "<VRTDataset rasterXSize=\"2\" rasterYSize=\"2\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource>"
        "<SourceFilename relativeToVRT=\"1\">../sources/x.png</SourceFilename>"
        "</SimpleSource></VRTRasterBand></VRTDataset>");
  }

  void addImage(const std::string& name) {
    const fs::path file = dataset_.root / "images" / name;
    writeBytes(file, "image " + name);
    dataset_.samples.push_back({.id = "images/" + name, .image = file});
  }

  DataFiles files() const { return dataFilesOf(dataset_, 2); }

  TemporaryFolder folder_;
  Dataset dataset_;
};

TEST_F(DataFilesOfASet, AreItsImagesAndMasksByTheirPathsBelowIt) {
  std::vector<std::string> names;
  for (const auto& [name, content] : files()) names.push_back(name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"images/a.png", "images/b.png", "images/c.png", "masks/a.png", "masks/b.png"}));
  EXPECT_TRUE(files().at("masks/a.png").starts_with("4-"));
  EXPECT_EQ(fingerprintOf(files()).size(), 16u);
}

TEST_F(DataFilesOfASet, AreTheSameWhereTheDataWasMoved) {
  const DataFiles before = files();
  fs::rename(dataset_.root, folder_ / "moved");
  dataset_.root = folder_ / "moved";
  for (Sample& sample : dataset_.samples) {
    sample.image = dataset_.root / "images" / sample.image.filename();
    if (sample.hasMask()) sample.mask = dataset_.root / "masks" / sample.mask.filename();
  }
  EXPECT_EQ(files(), before);
  EXPECT_EQ(changesText(before, files()), "");
}

TEST_F(DataFilesOfASet, ShowAnEditThatLeavesTheSizeAsItWas) {
  const DataFiles before = files();
  writeBytes(dataset_.root / "masks/b.png", "mesk");
  EXPECT_EQ(changesText(before, files()), "1 file has changed (masks/b.png)");
  EXPECT_NE(fingerprintOf(files()), fingerprintOf(before));
}

TEST_F(DataFilesOfASet, ShowWhatWasAddedAndWhatHasGone) {
  const DataFiles before = files();
  dataset_.samples.erase(dataset_.samples.begin());
  for (const char* name : {"d.png", "e.png", "f.png", "g.png", "h.png"}) addImage(name);
  EXPECT_EQ(changesText(before, files()),
            "2 files have gone (images/a.png, masks/a.png), "
            "5 files were added (images/d.png, images/e.png, images/f.png and 2 more)");
}

TEST_F(DataFilesOfASet, NoticeTheLastByteOfALargeFileAndOfOneThatIsReadInParts) {
  for (const std::uintmax_t size : {(std::uintmax_t{3} << 20) + 5, (std::uintmax_t{70} << 20) + 5}) {
    const fs::path image = dataset_.samples[0].image;
    fs::resize_file(image, size);  // zeros that take no room
    const DataFiles before = files();
    fs::resize_file(image, size - 1);
    { std::ofstream(image, std::ios::binary | std::ios::app) << '!'; }
    ASSERT_EQ(fs::file_size(image), size);
    EXPECT_EQ(changesText(before, files()), "1 file has changed (images/a.png)");
  }
}

TEST_F(DataFilesOfASet, TakeNoNoteOfStatisticsThatAViewerLeavesBesideAPicture) {
  const std::string start = "<PAMDataset>\n  <PAMRasterBand band=\"1\">\n", end = "  </PAMRasterBand>\n</PAMDataset>\n";
  const std::string nodata = "    <NoDataValue>0</NoDataValue>\n";
  const std::string statistics =
      "    <Histograms><HistItem><HistMin>0</HistMin></HistItem></Histograms>\n"
      "    <Metadata>\n      <MDI key=\"STATISTICS_MAXIMUM\">255</MDI>\n    </Metadata>\n";
  const fs::path side = dataset_.root / "images/a.png.aux.xml";
  const DataFiles without = files();
  writeBytes(side, start + statistics + end);
  EXPECT_EQ(changesText(without, files()), "");

  writeBytes(side, start + nodata + end);
  const DataFiles with = files();
  EXPECT_EQ(changesText(without, with), "1 file was added (images/a.png.aux.xml)");
  writeBytes(side, start + nodata + statistics + end);
  EXPECT_EQ(changesText(with, files()), "");
  writeBytes(side, start + "    <NoDataValue>1</NoDataValue>\n" + statistics + end);
  EXPECT_EQ(changesText(with, files()), "1 file has changed (images/a.png.aux.xml)");

  writeBytes(side, "not what GDAL writes");
  const DataFiles other = files();
  writeBytes(side, "nor is this");
  EXPECT_EQ(changesText(other, files()), "1 file has changed (images/a.png.aux.xml)");
}

TEST_F(DataFilesOfASet, IncludeWhatAVrtShowsWithTheSideFilesOfThat) {
  addVrt();
  const DataFiles before = files();
  std::vector<std::string> names;
  for (const auto& [name, content] : before) {
    if (name.find("sources") != std::string::npos) names.push_back(fs::path(name).filename().string());
  }
  EXPECT_EQ(names, (std::vector<std::string>{"x.png", "x.png.msk"}));
  writeBytes(dataset_.root / "sources/x.png.msk", "mask bend");
  EXPECT_NE(changesText(before, files()), "");
}

/// With all bytes of side files, and without those of what a VRT shows.
TEST_F(DataFilesOfASet, AreUnchangedAgainstAListThatAnEarlierMacadamWrote) {
  addVrt();
  const fs::path images = dataset_.root / "images", record = folder_ / "data_files.json";
  const std::string statistics = "<Metadata><MDI key=\"STATISTICS_MEAN\">1</MDI></Metadata>",
                    nodata = "<NoDataValue>0</NoDataValue>";
  const auto pam = [](const std::string& text) {
    return "<PAMDataset><PAMRasterBand band=\"1\">" + text + "</PAMRasterBand></PAMDataset>";
  };
  writeBytes(images / "a.png.aux.xml", pam(statistics));
  writeBytes(images / "b.png.aux.xml", pam(nodata));
  DataFiles former = files();
  ASSERT_EQ(former.erase("images/../sources/x.png.msk"), 1u);
  for (const std::string name : {"images/a.png.aux.xml", "images/b.png.aux.xml"})
    former[name] = contentOf(dataset_.root / name);
  std::string entries;
  for (const auto& [name, content] : former)
    entries += (entries.empty() ? "\"" : ",\"") + name + "\":\"" + content + '"';
  writeBytes(record, "{\"files\":{" + entries + "}}");
  const auto changes = [&] { return changesText(loadDataFiles(record, dataset_, files()), files()); };

  EXPECT_NE(changesText(loadDataFiles(record), files()), "");
  EXPECT_EQ(changes(), "");
  writeBytes(images / "c.png.msk", "mask band");
  writeBytes(images / "b.png.aux.xml", pam("<NoDataValue>7</NoDataValue>"));
  EXPECT_EQ(changes(), "1 file has changed (images/b.png.aux.xml), 1 file was added (images/c.png.msk)");

  saveDataFiles(files(), record);
  fs::remove(images / "c.png.msk");
  writeBytes(images / "b.png.aux.xml", pam(statistics));
  writeBytes(dataset_.root / "sources/x.png.aux.xml", pam(nodata));
  EXPECT_EQ(
      changes(),
      "2 files have gone (images/b.png.aux.xml, images/c.png.msk), 1 file was added (images/../sources/x.png.aux.xml)");
}

TEST_F(DataFilesOfASet, ReadBackAsTheyWereSaved) {
  saveDataFiles(files(), folder_ / "data_files.json");
  EXPECT_EQ(loadDataFiles(folder_ / "data_files.json"), files());
  writeBytes(folder_ / "data_files.json", "{");
  EXPECT_NE(errorOf([&] { loadDataFiles(folder_ / "data_files.json"); }).find("data_files.json cannot be read"),
            std::string::npos);
}

}  // namespace
}  // namespace macadam
