#include "data/augment.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <set>
#include <utility>
#include <vector>

namespace macadam {
namespace {

constexpr AugmentSpec kNothing{.flips = false,
                               .quarterTurns = false,
                               .minimumScale = 1.0,
                               .maximumScale = 1.0,
                               .brightness = 0.0,
                               .contrast = 0.0,
                               .saturation = 0.0};

bool areEqual(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0.0;
}

/// Black and white blobs that look different from all sides; the mask is 1 where the image is white.
Tile blobs(int width, int height) {
  Tile tile{cv::Mat(height, width, CV_8UC3, cv::Scalar::all(0)), cv::Mat(height, width, CV_8UC1, cv::Scalar(0))};
  for (const cv::Rect& blob :
       {cv::Rect(0, 0, width / 2, height / 4), cv::Rect(width / 4, height / 2, width / 5, height / 3)}) {
    tile.image(blob).setTo(cv::Scalar::all(255));
    tile.mask(blob).setTo(1);
  }
  return tile;
}

Tile augmented(const Tile& tile, const AugmentSpec& spec, int tileSize, std::uint64_t key) {
  RandomStream random(key);
  return augment(tile, spec, tileSize, random);
}

}  // namespace

TEST(Augment, WithNothingSwitchedOnATileOfTheSizeStaysAsItIs) {
  Tile tile{cv::Mat(48, 48, CV_8UC3), cv::Mat(48, 48, CV_8UC1)};
  RandomStream noise(2);
  const auto value = [&] { return static_cast<uchar>(noise.below(256)); };
  for (cv::Vec3b& pixel : cv::Mat_<cv::Vec3b>(tile.image)) pixel = cv::Vec3b(value(), value(), value());
  for (uchar& label : cv::Mat_<uchar>(tile.mask)) label = static_cast<uchar>(noise.below(2));
  const Tile result = augmented(tile, kNothing, 48, 1);
  EXPECT_TRUE(areEqual(result.image, tile.image));
  EXPECT_TRUE(areEqual(result.mask, tile.mask));
}

TEST(Augment, CropOfALargerTileIsAnExactPieceOfIt) {
  Tile tile{cv::Mat(60, 90, CV_8UC3), cv::Mat(60, 90, CV_8UC1)};
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 90; ++x) {
      tile.image.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<uchar>(x), static_cast<uchar>(y), 0);
      tile.mask.at<uchar>(y, x) = static_cast<uchar>(x % 2);
    }
  }
  std::set<std::pair<int, int>> corners;
  for (std::uint64_t key = 0; key < 20; ++key) {
    const Tile result = augmented(tile, kNothing, 32, key);
    const cv::Vec3b first = result.image.at<cv::Vec3b>(0, 0);
    const cv::Rect window(first[0], first[1], 32, 32);
    EXPECT_TRUE(areEqual(result.image, tile.image(window)));
    EXPECT_TRUE(areEqual(result.mask, tile.mask(window)));
    corners.insert({first[0], first[1]});
  }
  EXPECT_GT(corners.size(), 15U);
}

TEST(Augment, FlipsAndTurnsReachAllEightOrientationsAndNoOther) {
  const Tile tile = blobs(40, 40);
  std::vector<cv::Mat> orientations;
  for (int turns = 0; turns < 4; ++turns) {
    cv::Mat turned = tile.image.clone();
    for (int i = 0; i < turns; ++i) cv::rotate(turned, turned, cv::ROTATE_90_CLOCKWISE);
    orientations.push_back(turned.clone());
    cv::flip(turned, turned, 1);
    orientations.push_back(turned.clone());
  }
  AugmentSpec spec = kNothing;
  spec.flips = true;
  spec.quarterTurns = true;
  std::vector<int> seen(8, 0);
  for (std::uint64_t key = 0; key < 200; ++key) {
    const Tile result = augmented(tile, spec, 40, key);
    int matches = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      if (!areEqual(result.image, orientations[i])) continue;
      ++matches;
      ++seen[i];
    }
    EXPECT_EQ(matches, 1);
  }
  for (const int count : seen) EXPECT_GT(count, 8);
}

TEST(Augment, MaskFollowsTheImageThroughScaleCropFlipAndTurn) {
  const Tile tile = blobs(64, 64);
  AugmentSpec spec = kNothing;
  spec.flips = true;
  spec.quarterTurns = true;
  spec.minimumScale = 1.1;
  spec.maximumScale = 2.5;
  for (std::uint64_t key = 0; key < 40; ++key) {
    const Tile result = augmented(tile, spec, 56, key);
    cv::Mat red;
    cv::extractChannel(result.image, red, 0);
    const cv::Mat clear = (red < 60) | (red > 195);  // bilinear and nearest agree beyond a quarter and three quarters
    const cv::Mat differs = ((red > 127) / 255) != result.mask;
    EXPECT_EQ(cv::countNonZero(differs & clear), 0) << "key " << key;
    EXPECT_EQ(cv::countNonZero(result.mask > 1), 0) << "key " << key;
  }
}

TEST(Augment, WhatLiesBeyondASmallTileIsIgnoredAndMirrored) {
  const Tile tile{cv::Mat(10, 20, CV_8UC3, cv::Scalar(50, 100, 150)), cv::Mat(10, 20, CV_8UC1, cv::Scalar(1))};
  for (std::uint64_t key = 0; key < 10; ++key) {
    const Tile result = augmented(tile, kNothing, 32, key);
    EXPECT_EQ(cv::countNonZero(result.mask == 1), 10 * 20);
    EXPECT_EQ(cv::countNonZero(result.mask == 255), 32 * 32 - 10 * 20);
    EXPECT_TRUE(areEqual(result.image, cv::Mat(32, 32, CV_8UC3, cv::Scalar(50, 100, 150))));
  }
}

TEST(Augment, ColourChangesStayWithinTheirSharesAndLeaveTheMask) {
  const Tile tile{cv::Mat(8, 8, CV_8UC3, cv::Scalar(100, 100, 100)), cv::Mat(8, 8, CV_8UC1, cv::Scalar(1))};
  AugmentSpec spec = kNothing;
  spec.brightness = 0.2;
  std::set<int> values;
  for (std::uint64_t key = 0; key < 60; ++key) {
    const Tile result = augmented(tile, spec, 8, key);
    const cv::Vec3b pixel = result.image.at<cv::Vec3b>(4, 4);
    EXPECT_EQ(pixel[0], pixel[2]);
    EXPECT_GE(pixel[0], 80);
    EXPECT_LE(pixel[0], 120);
    EXPECT_TRUE(areEqual(result.mask, tile.mask));
    values.insert(pixel[0]);
  }
  EXPECT_GT(values.size(), 15U);
}

TEST(Augment, SaturationLeavesGreysAndContrastLeavesMiddleGrey) {
  const Tile tile{cv::Mat(4, 4, CV_8UC3, cv::Scalar(128, 128, 128)), {}};
  AugmentSpec spec = kNothing;
  spec.saturation = 0.5;
  spec.contrast = 0.5;
  for (std::uint64_t key = 0; key < 10; ++key) {
    EXPECT_LE(cv::norm(augmented(tile, spec, 4, key).image, tile.image, cv::NORM_INF), 1.0);
  }
}

TEST(Augment, SwitchingColourOffLeavesTheGeometry) {
  const Tile tile = blobs(64, 64);
  AugmentSpec colourless;
  colourless.brightness = colourless.contrast = colourless.saturation = 0.0;
  for (std::uint64_t key = 0; key < 10; ++key) {
    EXPECT_TRUE(areEqual(augmented(tile, AugmentSpec{}, 48, key).mask, augmented(tile, colourless, 48, key).mask));
  }
}

TEST(Augment, EveryOptionTakesEquallyManyNumbersFromTheStream) {
  const Tile tile = blobs(64, 64);
  RandomStream all(3);
  RandomStream none(3);
  augment(tile, AugmentSpec{}, 48, all);
  augment(tile, kNothing, 48, none);
  EXPECT_EQ(all.next(), none.next());
}

TEST(Augment, InputIsLeftUntouchedAndAnAbsentMaskStaysAbsent) {
  const Tile tile = blobs(64, 64);
  const cv::Mat image = tile.image.clone();
  const cv::Mat mask = tile.mask.clone();
  augmented(tile, AugmentSpec{}, 64, 9);
  EXPECT_TRUE(areEqual(tile.image, image));
  EXPECT_TRUE(areEqual(tile.mask, mask));
  EXPECT_TRUE(augmented({tile.image, {}}, AugmentSpec{}, 64, 9).mask.empty());
}

}  // namespace macadam
