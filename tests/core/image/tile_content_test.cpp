#include "image/tile_content.h"

#include "image/mask_file.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>

namespace macadam {
namespace {

namespace fs = std::filesystem;

Sample sampleOf(const fs::path& image, const fs::path& mask = {}) {
  return {.id = image.filename().string(), .image = image, .mask = mask};
}

std::optional<double> shareOf(const Sample& sample) {
  return contentsOf({.samples = {sample}}, 1).front().roadShare;
}

std::vector<TileContent> contents(std::initializer_list<std::optional<double>> shares) {
  std::vector<TileContent> list;
  for (const auto& share : shares) list.push_back({.roadShare = share});
  return list;
}

}  // namespace

TEST(TileContent, IsParallelToTheSamplesAndNoShareWithoutAMask) {
  const TemporaryFolder folder;
  for (const char* name : {"a", "b"}) writeImage(folder / (std::string(name) + ".png"));
  writeRoadMask(folder / "m.png", 8);
  const Dataset dataset{.samples = {sampleOf(folder / "a.png"), sampleOf(folder / "b.png", folder / "m.png")}};
  EXPECT_EQ(contentsOf(dataset, 2), contents({std::nullopt, 0.25}));
}

TEST(TileContent, LeavesOutWhatIsBlankInThePicture) {
  const TemporaryFolder folder;
  cv::Mat image(40, 40, CV_8UC3, cv::Scalar(90, 90, 90));
  image(cv::Rect(0, 0, 20, 40)).setTo(cv::Scalar::all(255));
  writePicture(folder / "image.png", image);
  cv::Mat corner = cv::Mat::zeros(40, 40, CV_8UC1);
  corner(cv::Rect(20, 0, 20, 10)).setTo(255);  // 200 of the 800 pixels that are not blank
  writePicture(folder / "corner.png", corner);
  Sample sample = sampleOf(folder / "image.png", folder / "corner.png");
  EXPECT_EQ(shareOf(sample), 0.125);
  sample.maskRule.blankWhiteImageIsIgnored = true;
  EXPECT_EQ(shareOf(sample), 0.25);
}

TEST(TileContent, OfWhatCannotBeReadIsNotKnownAndSaidSo) {
  const TemporaryFolder folder;
  for (const char* name : {"a", "b"}) writeImage(folder / (std::string(name) + ".png"));
  writeRoadMask(folder / "m.png", 8);
  const Dataset dataset{
      .samples = {sampleOf(folder / "a.png", folder / "gone.png"), sampleOf(folder / "b.png", folder / "m.png")}};
  std::size_t told = 0;
  const MeasuredTiles measured = measureTiles(dataset, 2, [&](std::size_t, std::size_t total) { told = total; });
  EXPECT_EQ(measured.contents, (std::vector<TileContent>{{.isKnown = false}, {.roadShare = 0.25}}));
  EXPECT_EQ(measured.labels, (std::vector<LabelCounts>{{}, {.road = 256, .background = 768}}));
  EXPECT_TRUE(emptyTiles(dataset, measured.contents).empty());
  ASSERT_EQ(measured.problems.size(), 1u);
  EXPECT_EQ(measured.problems[0].where, (folder / "gone.png").string());
  EXPECT_EQ(told, 2u);
  EXPECT_THROW(contentsOf(dataset, 2), Error);
}

TEST(TileContent, IsMeasuredAgainOnlyWhereAFileHasChanged) {
  const TemporaryFolder folder;
  writeImage(folder / "a.png");
  writeRoadMask(folder / "m.png", 8);
  Sample sample = sampleOf(folder / "a.png", folder / "m.png");
  EXPECT_EQ(shareOf(sample), 0.25);
  const auto time = fs::last_write_time(sample.mask);
  const std::string spoilt(fs::file_size(sample.mask), 'x');
  std::ofstream(sample.mask, std::ios::binary) << spoilt;
  fs::last_write_time(sample.mask, time);
  EXPECT_EQ(shareOf(sample), 0.25) << "nothing says that it has changed";
  fs::last_write_time(sample.mask, time + std::chrono::seconds(1));
  EXPECT_THROW(shareOf(sample), Error);

  writeRoadMask(folder / "m.png", 16);
  EXPECT_EQ(shareOf(sample), 0.5);
  sample.maskRule.values = *parseMaskValues("road=0");
  EXPECT_EQ(shareOf(sample), 0.5);
  sample.maskRule.values = *parseMaskValues("road=7");
  EXPECT_EQ(shareOf(sample), 0.0);
  sample.window = {0, 0, 16, 16};
  sample.width = sample.height = 16;
  sample.maskRule.values = macadamMaskValues();
  EXPECT_EQ(shareOf(sample), 1.0);
}

TEST(TileContent, TilesThatShowOrLabelNothingAreToldOf) {
  const TemporaryFolder folder;
  const cv::Mat band(32, 32, CV_8UC1, cv::Scalar(90)), nothing = cv::Mat::zeros(32, 32, CV_8UC1);
  writeTiff(folder / "blank.tif", {.bands = {nothing, nothing, nothing}, .noData = 0});
  writeTiff(folder / "whole.tif", {.bands = {band, band, band}, .noData = 0});
  writeMask(folder / "unknown.png", cv::Mat(32, 32, CV_8UC1, cv::Scalar(255)));
  writeRoadMask(folder / "road.png", 8);
  const Dataset dataset{.samples = {sampleOf(folder / "blank.tif"), sampleOf(folder / "blank.tif", folder / "road.png"),
                                    sampleOf(folder / "whole.tif", folder / "unknown.png"),
                                    sampleOf(folder / "whole.tif", folder / "road.png")}};
  const std::vector<TileContent> contents = contentsOf(dataset, 2);
  EXPECT_EQ(contents, (std::vector<TileContent>{
                          {std::nullopt, false}, {std::nullopt, false}, {std::nullopt, true}, {0.25, true}}));
  const std::vector<Problem> problems = emptyTiles(dataset, contents);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].where, "blank.tif");
  EXPECT_EQ(problems[0].what, "has no data at all and is in no set, like 1 more");
  EXPECT_EQ(problems[1].where, "whole.tif");
  EXPECT_EQ(problems[1].what,
            "is unknown throughout in its mask, so that nothing is learned from it or measured on it");
}

}  // namespace macadam
