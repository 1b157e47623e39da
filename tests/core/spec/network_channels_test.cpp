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
  EXPECT_EQ(featureChannels({.encoder = Encoder::ResNet18}), 512);
  EXPECT_EQ(featureChannels({.encoder = Encoder::ResNet34, .width = 0.25}), 128);
  EXPECT_EQ(featureChannels({.encoder = Encoder::ResNet50}), 2048);
  EXPECT_EQ(featureChannels({.encoder = Encoder::ResNet101, .width = 0.5}), 1024);
  EXPECT_EQ(featureChannels({.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5}), 256);
  EXPECT_EQ(featureChannels({.decoder = Decoder::SegFormer, .encoder = Encoder::MitB0}), 256);
}

TEST(NetworkChannels, OfLevelsThatAnEncoderHasNotAreNone) {
  EXPECT_EQ(levelChannels({.encoder = Encoder::MitB0, .width = 0.5}), (LevelChannels{0, 16, 32, 80, 128}));
}

TEST(NetworkChannels, StrideOfFeaturesIsTheDecodersWhereTheEncoderCan) {
  EXPECT_EQ(featureStride({.decoder = Decoder::DeepLabV3Plus, .encoder = Encoder::ResNet50}), 16);
  EXPECT_EQ(featureStride({.decoder = Decoder::DeepLabV3Plus, .encoder = Encoder::MitB2}), 32);
  EXPECT_EQ(featureStride({.decoder = Decoder::PspNet, .encoder = Encoder::EfficientNetLite0}), 8);
  EXPECT_EQ(featureStride({.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16}), 32);
}

TEST(NetworkTitle, NamesDecoderEncoderAndAnyOtherWidth) {
  EXPECT_EQ(titleOf({.encoder = Encoder::ResNet50}), "DeepLabV3+ ResNet-50");
  EXPECT_EQ(titleOf({.decoder = Decoder::UNet, .encoder = Encoder::MitB0, .width = 0.5}), "UNet MiT-B0 ×0.5");
}

}  // namespace
}  // namespace macadam
