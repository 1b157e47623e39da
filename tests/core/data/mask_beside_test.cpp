#include "data/mask_beside.h"

#include "base/error.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::string problemOf(const std::filesystem::path& picture) {
  try {
    maskBeside(picture);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST(MaskBeside, IsFoundWhereADataSetWouldHaveIt) {
  for (const auto& [picture, mask] : {std::pair("a/images/17.png", "a/masks/17.png"),
                                      {"b/train/img/17.png", "b/train/label/17.png"},
                                      {"c/images/train/17.png", "c/masks/train/17.png"},
                                      {"d/images/val/17.png", "d/gt/17.png"},
                                      {"e/17_sat.png", "e/17_mask.png"},
                                      {"f/17.png", "f/17_gt.png"},
                                      {"g/17.png", "g/masks/17.png"},
                                      {"h/tiff/train/17.png", "h/tiff/train_labels/17.png"},
                                      {"i/valid/sat/17.png", "i/valid/map/17.png"}}) {
    const TemporaryFolder root;
    writeImage(root / picture);
    writeRoadMask(root / mask, 8);
    const auto found = maskBeside(root / picture);
    ASSERT_TRUE(found) << picture;
    EXPECT_EQ(found->file, root / mask) << picture;
    EXPECT_EQ(found->sentence, "masks hold 0 and 255: 255 is road");
  }
}

TEST(MaskBeside, IsReadAsItsLayoutReadsIt) {
  const TemporaryFolder root;
  for (const char* layout : {"valid/sat/17.png", "valid/map/17.png", "plain/images/17.png", "plain/masks/17.png"}) {
    writeRoadMask(root / layout, 8);
  }
  EXPECT_TRUE(maskBeside(root / "valid/sat/17.png")->reading.blankWhiteImageIsIgnored);
  EXPECT_FALSE(maskBeside(root / "plain/images/17.png")->reading.blankWhiteImageIsIgnored);
}

TEST(MaskBeside, IsNoMaskOfAnotherPictureSubsetOrSize) {
  const TemporaryFolder root;
  writeImage(root / "images/17.png");
  writeImage(root / "images_512/17.png");
  writeImage(root / "train/17.png");
  writeRoadMask(root / "masks/18.png", 8);
  writeRoadMask(root / "masks_1024/17.png", 8);
  writeRoadMask(root / "val_labels/17.png", 8);
  for (const char* picture : {"images/17.png", "images_512/17.png", "train/17.png", "masks/18.png"}) {
    EXPECT_FALSE(maskBeside(root / picture)) << picture;
  }
}

TEST(MaskBeside, IsNothingThatMacadamHasPredicted) {
  const TemporaryFolder root;
  writeImage(root / "17.tif");
  writeRoadMask(root / "17_mask.tif", 8);
  ASSERT_TRUE(maskBeside(root / "17.tif"));
  EXPECT_EQ(maskBeside(root / "17.tif")->file, root / "17_mask.tif");
  writeRoadMask(root / "17_probability.tif", 8);
  EXPECT_FALSE(maskBeside(root / "17.tif"));
}

TEST(MaskBeside, IsNeverGuessedAt) {
  const TemporaryFolder root;
  writeImage(root / "images/17.png");
  cv::Mat classes = cv::Mat::zeros(32, 32, CV_8UC1);
  for (int value = 1; value < 5; ++value) classes.row(value).setTo(value);
  writePicture(root / "masks/17.png", classes);
  EXPECT_NE(problemOf(root / "images/17.png").find("hold 0"), std::string::npos) << problemOf(root / "images/17.png");
  writeRoadMask(root / "masks/17.png", 8, 16, 16);
  EXPECT_NE(problemOf(root / "images/17.png").find("is 16×16, its image 32×32"), std::string::npos);
}

}  // namespace macadam
