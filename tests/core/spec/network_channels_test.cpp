#include "spec/network_channels.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(NetworkChannels, AreMultiplesOfEightAndNeverBelowEight) {
  EXPECT_EQ(scaledChannels(512, 1.0), 512);
  EXPECT_EQ(scaledChannels(48, 1.0), 48);
  EXPECT_EQ(scaledChannels(48, 0.25), 16);  // 12 is 1.5 eights, rounded up
  EXPECT_EQ(scaledChannels(64, 0.3), 16);   // 19.2 is 2.4 eights
  EXPECT_EQ(scaledChannels(64, 0.05), 8);   // 3.2
}

TEST(NetworkChannels, OfFeaturesFollowTheEncoder) {
  EXPECT_EQ(featureChannels(DeepLabV3PlusSpec{.encoderDepth = 18}), 512);
  EXPECT_EQ(featureChannels(DeepLabV3PlusSpec{.encoderDepth = 34, .width = 0.25}), 128);
  EXPECT_EQ(featureChannels(DeepLabV3PlusSpec{.encoderDepth = 50}), 2048);
  EXPECT_EQ(featureChannels(DeepLabV3PlusSpec{.encoderDepth = 101, .width = 0.5}), 1024);
  EXPECT_EQ(featureChannels(SegNetSpec{.width = 0.5}), 256);
}

TEST(NetworkChannels, StrideOfFeaturesFollowsTheArchitecture) {
  EXPECT_EQ(featureStride(DeepLabV3PlusSpec{}), 16);
  EXPECT_EQ(featureStride(SegNetSpec{}), 32);
}

}  // namespace
}  // namespace macadam
