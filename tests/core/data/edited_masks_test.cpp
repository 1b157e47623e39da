#include "data/edited_masks.h"

#include "base/error.h"
#include "image/image_store.h"
#include "image/mask_file.h"
#include "support/damage.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace macadam {
namespace {

/// 128×32 pictures, four windows each.
Dataset datasetIn(const TemporaryFolder& folder) {
  for (const char* name : {"a.png", "b.png"}) writeImage(folder / "images" / name, 128, 32);
  writeRoadMask(folder / "masks/a.png", 8, 128, 32);
  return openDataset(folder.path(), 32);
}

TEST(EditedMasks, AllWindowsOfTheImageSeeTheMaskAndNoOtherDoes) {
  const TemporaryFolder folder;
  const Dataset before = datasetIn(folder);
  writeMask(folder / "b-edited.png", cv::Mat::ones(32, 128, CV_8UC1));
  const Dataset after = withEditedMask(before, "images/b.png", folder / "b-edited.png");
  ASSERT_EQ(after.samples.size(), 8U);
  for (const Sample& sample : after.samples) {
    EXPECT_EQ(roadShare(decode(sample).mask), imageOf(sample) == "images/b.png" ? 1.0 : 0.25) << sample.id;
  }
  EXPECT_FALSE(before.samples.back().hasMask());
}

TEST(EditedMasks, AreCountedInThePlaceOfTheFormerOnes) {
  const TemporaryFolder folder;
  const Dataset before = datasetIn(folder);
  cv::Mat mask = cv::Mat::zeros(32, 128, CV_8UC1);
  mask.rowRange(0, 4).setTo(1);
  mask.rowRange(4, 8).setTo(255);
  writeMask(folder / "a-edited.png", mask);
  const Dataset after = withEditedMask(before, "images/a.png", folder / "a-edited.png");
  EXPECT_EQ(labelCountsOf(before, {"images/a.png#0,0"}), (LabelCounts{8 * 128, 24 * 128, 0}));
  EXPECT_EQ(labelCountsOf(after, {"images/a.png#0,0"}), (LabelCounts{4 * 128, 24 * 128, 4 * 128}));
  EXPECT_EQ(after.labelCounts.size(), 1U);
}

TEST(EditedMasks, WhatWasSaidOfAMaskThatCouldNotBeUsedIsSaidNoMore) {
  const TemporaryFolder folder;
  writeImage(folder / "images/a.png");
  writeImage(folder / "images/b.png");
  writeRoadMask(folder / "masks/a.png", 8);
  writeRoadMask(folder / "masks/b.png", 8, 30, 30);
  const Dataset before = openDataset(folder.path(), 32);
  ASSERT_EQ(before.problems.size(), 1U);
  writeMask(folder / "b-edited.png", cv::Mat::ones(32, 32, CV_8UC1));
  const Dataset after = withEditedMask(before, "images/b.png", folder / "b-edited.png");
  EXPECT_TRUE(after.find("images/b.png")->refusedMask.empty());
  for (const Problem& problem : after.problems)
    EXPECT_EQ(problem.what.find("30×30"), std::string::npos) << problem.what;
}

TEST(EditedMasks, WithTheFirstOneTheDataSetIsNoLongerWithoutMasks) {
  const TemporaryFolder folder, labels;
  writeImage(folder / "images/a.png");
  const Dataset before = openDataset(folder.path(), 32);
  ASSERT_EQ(before.problems.size(), 1U);
  cv::Mat mask = cv::Mat::zeros(32, 32, CV_8UC1);
  mask.rowRange(0, 8).setTo(1);
  writeMask(labels / "a.png", mask);
  EXPECT_TRUE(withEditedMask(before, "images/a.png", labels / "a.png").problems.empty());
}

TEST(EditedMasks, OfAnotherSizeAreRefused) {
  const TemporaryFolder folder;
  const Dataset dataset = datasetIn(folder);
  writeMask(folder / "edited.png", cv::Mat::ones(32, 32, CV_8UC1));
  EXPECT_NE(errorOf([&] { withEditedMask(dataset, "images/a.png", folder / "edited.png"); }).find("its image 128×32"),
            std::string::npos);
  EXPECT_THROW(withEditedMask(dataset, "images/c.png", folder / "edited.png"), std::out_of_range);
}

}  // namespace
}  // namespace macadam
