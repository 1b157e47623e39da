#include "support/geo_tiff.h"
#include "support/picture_files.h"
#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include <functional>
#include <optional>
#include <ostream>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr int kSide = 96;
constexpr int kTiles = 4;

/// A quarter of the pixels: the columns 24 to 47. CV_64FC1, 0 and 1.
cv::Mat road() {
  cv::Mat mask = cv::Mat::zeros(kSide, kSide, CV_64FC1);
  mask.colRange(24, 48).setTo(1.0);
  return mask;
}

/// The same below a quarter that is `unknown`: 18.75 % road, 25 % unknown.
cv::Mat roadBelow(double unknown) {
  cv::Mat mask = road();
  mask.rowRange(0, 24).setTo(unknown);
  return mask;
}

cv::Mat bytes(const cv::Mat& numbers) {
  cv::Mat pixels;
  numbers.convertTo(pixels, CV_8U);
  return pixels;
}

std::string tileName(int tile) {
  return "t" + std::to_string(tile);
}

/// Noise about a colour of the ground and one of the road, another in each tile.
cv::Mat ground(int tile, int side = kSide) {
  cv::Mat image(side, side, CV_8UC3);
  cv::RNG random(static_cast<std::uint64_t>(tile) + 1);
  random.fill(image, cv::RNG::UNIFORM, cv::Scalar(40, 90, 50), cv::Scalar(90, 130, 90));
  image.colRange(side / 4, side / 2).setTo(cv::Scalar(155, 160, 165));
  image.at<cv::Vec3b>(0, 0) = {static_cast<uchar>(tile), 0, 0};
  return image;
}

void writeGrounds(const fs::path& root, const std::string& folder = "images", const std::string& end = ".png") {
  for (int tile = 0; tile < kTiles; ++tile) writePicture(root / folder / (tileName(tile) + end), ground(tile));
}

using WriteMask = std::function<void(const fs::path& stem)>;

std::function<void(const fs::path&)> pairs(const WriteMask& writeMask) {
  return [writeMask](const fs::path& root) {
    writeGrounds(root);
    for (int tile = 0; tile < kTiles; ++tile) writeMask(root / "masks" / tileName(tile));
  };
}

WriteMask png(const cv::Mat& pixels) {
  return [pixels](fs::path file) { writePicture(file += ".png", pixels); };
}

WriteMask jpeg(const cv::Mat& pixels) {
  return [pixels](fs::path file) { writePicture(file += ".jpg", pixels); };
}

WriteMask tiff(const cv::Mat& numbers, const GeoTiffFacts& facts) {
  return [numbers, facts](fs::path file) { writeGeoTiff(file += ".tif", numbers, facts); };
}

cv::Mat merged(const std::vector<cv::Mat>& planes) {
  cv::Mat pixels;
  cv::merge(planes, pixels);
  return pixels;
}

/// The palette of VOC: background black, the first class dark red, the last entry near white for "void".
std::vector<std::array<short, 3>> vocPalette() {
  std::vector<std::array<short, 3>> colours(256, {0, 0, 0});
  colours[1] = {128, 0, 0};
  colours[255] = {224, 224, 192};
  return colours;
}

/// One pixel is half a metre; `dx` metres to the east.
GeoTiffFacts onTheGround(double dx, double pixel = 0.5) {
  return {.transform = std::array<double, 6>{300000.0 + dx, pixel, 0.0, 4500000.0, 0.0, -pixel},
          .projection = "EPSG:32618"};
}

void writeGeoreferencedPairs(const fs::path& root, double dx, double pixel) {
  for (int tile = 0; tile < kTiles; ++tile) {
    std::vector<cv::Mat> bands;
    cv::split(ground(tile), bands);
    for (cv::Mat& band : bands) band.convertTo(band, CV_64F);
    writeGeoTiff(root / "images" / (tileName(tile) + ".tif"), bands, onTheGround(100.0 * tile));
    writeGeoTiff(root / "masks" / (tileName(tile) + ".tif"), road() * 255.0, onTheGround(100.0 * tile + dx, pixel));
  }
}

/// Lists of the tiles 0 and 1, 2, 3 with a line made by `line`.
void writeLists(const fs::path& root, const std::function<std::string(int)>& line, const std::string& begin = "") {
  writeGrounds(root, "img");
  for (int tile = 0; tile < kTiles; ++tile) png(bytes(road() * 255.0))(root / "lab" / tileName(tile));
  appendText(root / "labeled.txt", begin + line(0) + line(1));
  appendText(root / "unlabeled.txt", begin + line(2));
  appendText(root / "val.txt", begin + line(3));
}

std::function<void(const fs::path&)> lists(const std::string& slash, const std::string& between, const std::string& end,
                                           const std::string& begin = "") {
  return [=](const fs::path& root) {
    const auto line = [&](int tile) {
      return "img" + slash + tileName(tile) + ".png" + between + "lab" + slash + tileName(tile) + ".png" + end;
    };
    writeLists(root, line, begin);
  };
}

/// A data set of 4 tiles as somebody may have it, and what `data check` is to make of it.
struct FieldCase {
  std::string name;
  std::function<void(const fs::path& root)> write;
  std::optional<double> road = 0.25;    ///< Of all mask pixels; none while it is open what they mean.
  std::optional<double> unknown = 0.0;  ///< Of all mask pixels.
  std::string decided;                  ///< Part of the sentence on the masks.
  std::string problem;                  ///< Part of a problem; empty where there is none and the exit code is 0.
  int withMask = kTiles;
};

std::ostream& operator<<(std::ostream& stream, const FieldCase& field) {
  return stream << field.name;
}

void expectShare(const nlohmann::json& share, std::optional<double> expected) {
  EXPECT_EQ(share.is_null(), !expected) << share;
  if (expected && !share.is_null()) {
    EXPECT_NEAR(share.get<double>(), *expected, 1e-9);
  }
}

class FieldCases : public ::testing::TestWithParam<FieldCase> {};

TEST_P(FieldCases, AreReadRightOrNamed) {
  const FieldCase& field = GetParam();
  const TemporaryFolder folder;
  field.write(folder / "set");
  const ProgramResult result = runProgram(folder.path(), {"data", "check", "set", "--json"});
  ASSERT_FALSE(result.output.empty()) << result.errors;
  const nlohmann::json report = nlohmann::json::parse(result.output);
  EXPECT_EQ(report.at("tiles"), kTiles) << report.dump(1);
  EXPECT_EQ(report.at("with_mask"), field.withMask) << report.dump(1);
  expectShare(report.at("road_share_of_all"), field.road);
  expectShare(report.at("ignored_share"), field.unknown);
  const std::string meaning = report.at("masks").at("meaning");
  EXPECT_NE(meaning.find(field.decided), std::string::npos) << meaning;

  const std::string problems = report.at("problems").dump();
  EXPECT_NE(problems.find(field.problem), std::string::npos) << problems;
  EXPECT_EQ(report.at("problems").empty(), field.problem.empty()) << problems;
  EXPECT_EQ(result.exitCode, field.problem.empty() ? 0 : 1);
}

const FieldCase kCodings[]{
    {.name = "Mask255", .write = pairs(png(bytes(road() * 255.0))), .decided = "0 and 255"},
    {.name = "Mask01", .write = pairs(png(bytes(road()))), .decided = "1 is road"},
    {.name = "Mask01Ignore255",
     .write = pairs(png(bytes(roadBelow(255)))),
     .road = 0.1875,
     .unknown = 0.25,
     .decided = "255 is unknown"},
    {.name = "MaskVocPalette",
     .write = pairs(tiff(roadBelow(255), {.palette = vocPalette()})),
     .road = 0.1875,
     .unknown = 0.25,
     .decided = "255 is unknown"},
    {.name = "MaskRgba",
     .write = pairs(png(merged({bytes(road() * 255.0), bytes(road() * 255.0), bytes(road() * 255.0),
                                cv::Mat(kSide, kSide, CV_8U, cv::Scalar(255))})))},
    {.name = "MaskAlphaAlone",
     .write =
         pairs(png(merged({cv::Mat(kSide, kSide, CV_8U, cv::Scalar(255)), cv::Mat(kSide, kSide, CV_8U, cv::Scalar(255)),
                           cv::Mat(kSide, kSide, CV_8U, cv::Scalar(255)), bytes(road() * 255.0)}))),
     .decided = "alpha"},
    {.name = "MaskJpeg", .write = pairs(jpeg(bytes(road() * 255.0)))},
    {.name = "Mask16Bit", .write = pairs(tiff(road() * 65535.0, {.type = GDT_UInt16}))},
    {.name = "Mask16Bit01", .write = pairs(tiff(road(), {.type = GDT_UInt16}))},
    {.name = "MaskInt64", .write = pairs(tiff(road(), {.type = GDT_Int64}))},
    {.name = "MaskFloat01", .write = pairs(tiff(road(), {.type = GDT_Float32}))},
    {.name = "MaskFloat255", .write = pairs(tiff(road() * 255.0, {.type = GDT_Float32}))},
    {.name = "Mask1Bit", .write = pairs(tiff(road(), {.options = {"NBITS=1"}}))},
    {.name = "MaskMinIsWhite", .write = pairs(tiff(1.0 - road(), {.options = {"NBITS=1", "PHOTOMETRIC=MINISWHITE"}}))},
    {.name = "MaskDeclaredNodata65535",
     .write = pairs(tiff(roadBelow(65535), {.type = GDT_UInt16, .noData = 65535.0})),
     .road = 0.1875,
     .unknown = 0.25,
     .decided = "nodata 65535 is unknown"},
    {.name = "MaskDeclaredNodataMinus9999",
     .write = pairs(tiff(roadBelow(-9999), {.type = GDT_Float32, .noData = -9999.0})),
     .road = 0.1875,
     .unknown = 0.25,
     .decided = "nodata -9999 is unknown"},
    {.name = "MaskDeclaredNodataThatIsTheBackground",
     .write = pairs(tiff(road() * 255.0, {.noData = 0.0})),
     .road = std::nullopt,
     .unknown = std::nullopt,
     .decided = "undecided",
     .problem = "data.mask_values"},
    {.name = "MaskBurnedOnNodata255",
     .write = pairs(tiff(255.0 - 254.0 * road(), {.noData = 255.0})),
     .road = std::nullopt,
     .unknown = std::nullopt,
     .decided = "undecided",
     .problem = "data.mask_values"},
    {.name = "MaskOfClassNumbers",
     .write = pairs(png(bytes(roadBelow(6) * 2.0 + 1.0))),
     .road = std::nullopt,
     .unknown = std::nullopt,
     .decided = "undecided",
     .problem = "data.mask_values"},
    {.name = "NoRoadAtAll", .write = pairs(png(bytes(road() * 0.0))), .road = 0.0, .problem = "no pixel as road"},
};

const FieldCase kGrounds[]{
    {.name = "MaskOnTheSameGround", .write = [](const fs::path& root) { writeGeoreferencedPairs(root, 0.0, 0.5); }},
    {.name = "MaskTenMetresOff",
     .write = [](const fs::path& root) { writeGeoreferencedPairs(root, 10.0, 0.5); },
     .road = std::nullopt,
     .unknown = std::nullopt,
     .problem = "masks/t0.tif",
     .withMask = 0},
    {.name = "MaskOfAnotherPixelSize",
     .write = [](const fs::path& root) { writeGeoreferencedPairs(root, 0.0, 1.0); },
     .road = std::nullopt,
     .unknown = std::nullopt,
     .problem = "masks/t0.tif",
     .withMask = 0},
};

const FieldCase kFolders[]{
    {.name = "CapitalFolders",
     .write =
         [](const fs::path& root) {
           writeGrounds(root, "Images");
           for (int tile = 0; tile < kTiles; ++tile) png(bytes(road() * 255.0))(root / "Masks" / tileName(tile));
         }},
    {.name = "LabelsBesideImages",
     .write =
         [](const fs::path& root) {
           writeGrounds(root, "img", ".jpg");
           for (int tile = 0; tile < kTiles; ++tile) png(bytes(road() * 255.0))(root / "labels" / tileName(tile));
         }},
    {.name = "VocFolders",
     .write =
         [](const fs::path& root) {
           writeGrounds(root, "JPEGImages", ".jpg");
           for (int tile = 0; tile < kTiles; ++tile) {
             png(bytes(road() * 255.0))(root / "SegmentationClass" / tileName(tile));
           }
         }},
    {.name = "SuffixInAFolderOfMasks",
     .write =
         [](const fs::path& root) {
           writeGrounds(root);
           for (int tile = 0; tile < kTiles; ++tile) {
             png(bytes(road() * 255.0))(root / "masks" / (tileName(tile) + "_gt"));
           }
         }},
    {.name = "ListsWithBlanks", .write = lists("/", " ", "\n")},
    {.name = "ListsFromWindows", .write = lists("\\", " ", "\r\n", "\xef\xbb\xbf")},
    {.name = "ListsWithCommas", .write = lists("/", ",", "\n")},
    {.name = "ImageListedAsItsOwnMask",
     .write =
         [](const fs::path& root) {
           const auto twice = [](int tile) {
             const std::string image = "img/" + tileName(tile) + ".png";
             return image + " " + image + "\n";
           };
           writeLists(root, twice);
         },
     .problem = "own mask"},  // the folders pair the images all the same
};

std::string nameOf(const ::testing::TestParamInfo<FieldCase>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Codings, FieldCases, ::testing::ValuesIn(kCodings), nameOf);
INSTANTIATE_TEST_SUITE_P(Grounds, FieldCases, ::testing::ValuesIn(kGrounds), nameOf);
INSTANTIATE_TEST_SUITE_P(Folders, FieldCases, ::testing::ValuesIn(kFolders), nameOf);

}  // namespace
}  // namespace macadam
