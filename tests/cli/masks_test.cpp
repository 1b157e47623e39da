#include "support/geo_tiff.h"
#include "support/picture_files.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include <functional>
#include <optional>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr int kSide = 32;

/// Numbers in bands of rows: 8 of road, 4 that may be unknown, 20 of background.
cv::Mat rowsOf(double road, double between, double background, int type = CV_8UC1) {
  cv::Mat mask(kSide, kSide, type, cv::Scalar::all(background));
  mask.rowRange(0, 8).setTo(cv::Scalar::all(road));
  mask.rowRange(8, 12).setTo(cv::Scalar::all(between));
  return mask;
}

cv::Mat numbersOf(double road, double between, double background) {
  return rowsOf(road, between, background, CV_64FC1);
}

void writeJpeg(const fs::path& file, cv::Mat mask) {
  cv::GaussianBlur(mask, mask, {3, 3}, 0);
  writePicture(file, mask);
}

void writeRgba(const fs::path& file, const cv::Mat& grey, const cv::Mat& alpha) {
  cv::Mat rgba;
  cv::merge(std::vector<cv::Mat>{grey, grey, grey, alpha}, rgba);
  writePicture(file, rgba);
}

void writeVoc(const fs::path& file) {
  std::vector<std::array<short, 3>> palette(256, {7, 8, 9});
  palette[0] = {0, 0, 0};
  palette[1] = {128, 0, 0};
  palette[255] = {224, 224, 192};
  writeGeoTiff(file, numbersOf(1, 255, 0), {.palette = palette});
}

/// One coding of the same mask, and what `data check` makes of it.
struct Case {
  std::string name;
  std::string extension;
  std::function<void(const fs::path&)> write;
  std::string meaning;                ///< Part of the sentence or of the question.
  std::optional<double> road = 0.25;  ///< Of all pixels; none while it is open what they mean.
  std::optional<double> unknown = 0.0;
  int exitCode = 0;
  std::string maskValues{};
};

std::vector<Case> cases() {
  const auto png = [](cv::Mat mask) { return [mask](const fs::path& file) { writePicture(file, mask); }; };
  const auto tiff = [](cv::Mat mask, GeoTiffFacts facts) {
    return [mask, facts](const fs::path& file) { writeGeoTiff(file, mask, facts); };
  };
  const auto jpeg = [](const fs::path& file) { writeJpeg(file, rowsOf(255, 0, 0)); };
  const cv::Mat opaque(kSide, kSide, CV_8UC1, cv::Scalar(255));
  return {
      {"255", ".png", png(rowsOf(255, 0, 0)), "masks hold 0 and 255: 255 is road"},
      {"01", ".png", png(rowsOf(1, 0, 0)), "masks hold 0 and 1: 1 is road"},
      {"01Ignore255", ".png", png(rowsOf(1, 255, 0)), "1 is road, 255 is unknown", 0.25, 0.125},
      {"Voc", ".tif", writeVoc, "255 (#e0e0c0): 1 is road, 255 is unknown", 0.25, 0.125},
      {"16Bit", ".png", png(rowsOf(65535, 0, 0, CV_16UC1)), "65535 is road"},
      {"16Bit01", ".png", png(rowsOf(1, 0, 0, CV_16UC1)), "1 is road"},
      {"Int64", ".tif", tiff(numbersOf(1, 0, 0), {.type = GDT_Int64}), "masks hold 0 and 1: 1 is road"},
      {"Float01", ".tif", tiff(numbersOf(1, 0, 0), {.type = GDT_Float32}), "masks hold 0 and 1: 1 is road"},
      {"Float255", ".tif", tiff(numbersOf(255, 0, 0), {.type = GDT_Float64}), "255 is road"},
      {"Fractions", ".tif", tiff(numbersOf(0.9, 0.2, 0.1), {.type = GDT_Float32}), "above 0.5 is road"},
      {"OneBit", ".tif", tiff(numbersOf(1, 0, 0), {.options = {"NBITS=1"}}), "255 is road"},
      {"MinIsWhite", ".tif", tiff(numbersOf(0, 255, 255), {.options = {"PHOTOMETRIC=MINISWHITE"}}),
       "255 is road; 0 is stored as white"},
      {"MinIsWhiteTurnedAround", ".tif", tiff(numbersOf(255, 0, 0), {.options = {"PHOTOMETRIC=MINISWHITE"}}),
       "label 75.00 % as road, which is more than half", 0.75, 0.0, 1},
      {"Jpeg", ".jpg", jpeg, "compression with loss leaves shades between black and white"},
      {"Rgba", ".png", [=](const fs::path& file) { writeRgba(file, rowsOf(255, 0, 0), opaque); }, "255 is road"},
      {"Alpha", ".png", [=](const fs::path& file) { writeRgba(file, opaque, rowsOf(255, 0, 0)); },
       "what can be seen is road"},
      {"NoData65535", ".tif", tiff(numbersOf(1, 65535, 0), {.type = GDT_UInt16, .noData = 65535}),
       "the declared nodata 65535 is unknown", 0.25, 0.125},
      {"NoDataMinus9999", ".tif", tiff(numbersOf(1, -9999, 0), {.type = GDT_Int64, .noData = -9999}),
       "the declared nodata -9999 is unknown", 0.25, 0.125},
      {"NoDataNan", ".tif", tiff(numbersOf(1, NAN, 0), {.type = GDT_Float32, .noData = NAN}),
       "pixels without data are unknown", 0.25, 0.125},
      {"NoData255", ".tif", tiff(numbersOf(1, 255, 0), {.noData = 255}), "the declared nodata 255 is unknown", 0.25,
       0.125},
      {"BurntOnNoData", ".tif", tiff(numbersOf(1, 255, 255), {.noData = 255}), "whether that is background or unknown",
       std::nullopt, std::nullopt, 1},
      {"QgisNoData0", ".tif", tiff(numbersOf(255, 0, 0), {.noData = 0}), "\"road=255; background=0\"", std::nullopt,
       std::nullopt, 1},
      {"QgisNoData0Chosen", ".tif", tiff(numbersOf(255, 0, 0), {.noData = 0}), "the declared nodata 0 is background",
       0.25, 0.0, 0, "road=255; background=0"},
      {"Classes", ".png", png(rowsOf(3, 6, 1)), "1 (62.50 %), 3 (25.00 %), 6 (12.50 %)", std::nullopt, std::nullopt, 1},
      {"ClassesChosen", ".png", png(rowsOf(3, 6, 1)), "3 is road, 1 and 6 are background", 0.25, 0.0, 0, "road=3"},
      {"WrongRule", ".png", png(rowsOf(3, 6, 1)), "names \"three\", which is no value", std::nullopt, std::nullopt, 1,
       "road=three"},
      {"NoRoad", ".png", png(rowsOf(0, 0, 0)), "label no pixel as road", 0.0, 0.0, 1},
  };
}

void writeDataSet(const fs::path& folder, const Case& coding) {
  for (int i = 0; i < 6; ++i) {
    const std::string name = "t" + std::to_string(i);
    writeImage(folder / ("images/" + name + ".png"), kSide, kSide);
    coding.write(folder / ("masks/" + name + coding.extension));
  }
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void expectShare(const nlohmann::json& share, std::optional<double> expected) {
  EXPECT_EQ(share.is_null(), !expected) << share;
  if (expected && !share.is_null()) {
    EXPECT_NEAR(share.get<double>(), *expected, 1e-9);
  }
}

class MaskCodings : public testing::TestWithParam<Case> {};

std::string nameOf(const testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

}  // namespace

TEST_P(MaskCodings, AreSaidCountedAndImportedAsTheyAreMeant) {
  const Case& coding = GetParam();
  const TemporaryFolder folder;
  fs::create_directories(folder / "data/masks");
  writeDataSet(folder / "data", coding);
  std::vector<std::string> choice;
  if (!coding.maskValues.empty()) choice = {"--mask-values", coding.maskValues};

  std::vector<std::string> check{"data", "check", "data", "--json"};
  check.insert(check.end(), choice.begin(), choice.end());
  const ProgramResult checked = runProgram(folder.path(), check);
  EXPECT_EQ(checked.exitCode, coding.exitCode) << checked.output << checked.errors;
  const nlohmann::json report = nlohmann::json::parse(checked.output);
  expectShare(report.at("road_share_of_all"), coding.road);
  expectShare(report.at("ignored_share"), coding.unknown);
  EXPECT_TRUE(
      contains(report.at("masks").dump() + report.at("problems").dump(),
               nlohmann::json(coding.meaning).dump().substr(1, nlohmann::json(coding.meaning).dump().size() - 2)))
      << checked.output;

  std::vector<std::string> import{"data", "import", "data", "tiles"};
  import.insert(import.end(), choice.begin(), choice.end());
  const ProgramResult imported = runProgram(folder.path(), import);
  EXPECT_EQ(imported.exitCode, coding.exitCode) << imported.output << imported.errors;
  EXPECT_EQ(fs::exists(folder / "tiles"), coding.exitCode == 0);
  if (coding.exitCode != 0) return;
  EXPECT_TRUE(contains(imported.output, report.at("masks").at("meaning"))) << imported.output;
  const ProgramResult again = runProgram(folder.path(), {"data", "check", "tiles", "--json"});
  expectShare(nlohmann::json::parse(again.output).at("road_share_of_all"), coding.road);
  expectShare(nlohmann::json::parse(again.output).at("ignored_share"), coding.unknown);
}

INSTANTIATE_TEST_SUITE_P(All, MaskCodings, testing::ValuesIn(cases()), nameOf);

namespace {

/// Pairs of 32 pixels a side whose masks lie `east` metres beside their images, in pixels of `pixel` metres.
void writePlacedPairs(const fs::path& folder, double east, double pixel) {
  for (int i = 0; i < 2; ++i) {
    const std::string name = "t" + std::to_string(i) + ".tif";
    const double x = 300000 + 60 * i;
    const cv::Mat grey(kSide, kSide, CV_64FC1, cv::Scalar(90));
    cv::Mat red = grey.clone();
    red.row(0).setTo(120);
    writeGeoTiff(folder / ("images/" + name), {red, grey, grey},
                 {.transform = std::array<double, 6>{x, 0.5, 0, 4500000, 0, -0.5}, .options = {"PHOTOMETRIC=RGB"}});
    writeGeoTiff(folder / ("masks/" + name), numbersOf(255, 0, 0),
                 {.transform = std::array<double, 6>{x + east, pixel, 0, 4500000, 0, -pixel}});
  }
}

}  // namespace

TEST(MaskGround, AMaskOnOtherGroundThanItsImageIsAProblemByName) {
  const TemporaryFolder folder;
  writePlacedPairs(folder / "same", 0.2, 0.5);
  writePlacedPairs(folder / "shifted", 10, 0.5);
  writePlacedPairs(folder / "coarse", 0, 1.0);
  const ProgramResult same = runProgram(folder.path(), {"data", "check", "same"});
  EXPECT_EQ(same.exitCode, 0) << same.output;
  EXPECT_TRUE(contains(same.output, "25.00 % of all mask pixels")) << same.output;
  const ProgramResult shifted = runProgram(folder.path(), {"data", "check", "shifted"});
  EXPECT_EQ(shifted.exitCode, 1);
  EXPECT_TRUE(contains(shifted.output, "masks/t1.tif lies 20.0 pixels right of and 0.0 below its image"))
      << shifted.output;
  EXPECT_TRUE(contains(shifted.output, "0 with a mask, 2 without")) << shifted.output;
  const ProgramResult coarse = runProgram(folder.path(), {"data", "check", "coarse"});
  EXPECT_EQ(coarse.exitCode, 1);
  EXPECT_TRUE(contains(coarse.output, "masks/t0.tif has pixels of 1×1, its image of 0.5×0.5")) << coarse.output;
}

TEST(MaskCheck, SharesStayEmptyUntilItIsDecidedWhatTheMasksMean) {
  const TemporaryFolder folder;
  writeDataSet(folder / "three", {"", ".png", [](const fs::path& file) { writePicture(file, rowsOf(3, 6, 1)); }, ""});
  const ProgramResult open = runProgram(folder.path(), {"data", "check", "three"});
  EXPECT_EQ(open.exitCode, 1);
  EXPECT_TRUE(contains(open.output, "road          –, until it is decided what the masks mean")) << open.output;
}

TEST(MaskSplit, SaysWhatTheMasksMeanAndRefusesWhatIsOpen) {
  const TemporaryFolder folder;
  writeDataSet(folder / "ones", {"", ".png", [](const fs::path& file) { writePicture(file, rowsOf(1, 0, 0)); }, ""});
  writeDataSet(folder / "three", {"", ".png", [](const fs::path& file) { writePicture(file, rowsOf(3, 6, 1)); }, ""});
  const ProgramResult split = runProgram(folder.path(), {"split", "ones", "--out", "ones.toml", "--ratio", "1"});
  EXPECT_EQ(split.exitCode, 0) << split.errors;
  EXPECT_TRUE(contains(split.output, "masks hold 0 and 1: 1 is road")) << split.output;
  EXPECT_TRUE(contains(split.output, "25.00")) << split.output;
  const ProgramResult open = runProgram(folder.path(), {"split", "three", "--out", "three.toml", "--ratio", "1"});
  EXPECT_EQ(open.exitCode, 1);
  EXPECT_TRUE(contains(open.errors, "set data.mask_values")) << open.errors;
  EXPECT_FALSE(fs::exists(folder / "three.toml"));
}

}  // namespace macadam
