#include "spec/run_spec.h"

#include "base/error.h"
#include "support/comma_locale.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(RunSpec, NetworkTextReadsBack) {
  const NetworkSpec narrow = NetworkSpec{.encoder = Encoder::ResNet34, .width = 0.30000000000000004};
  EXPECT_EQ(toText(narrow), "deeplab_v3plus resnet34 width=0.30000000000000004");
  EXPECT_EQ(networkSpecFromText(toText(narrow)), narrow);
  EXPECT_EQ(networkSpecFromText("segnet vgg16 width=1"),
            (NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16}));
  EXPECT_THROW(networkSpecFromText("unet"), Error);
}

TEST(RunSpec, NetworkTextReadsBackUnderACommaLocale) {
  const CommaLocale locale;
  const NetworkSpec narrow = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.25};
  EXPECT_EQ(networkSpecFromText("deeplab_v3plus resnet18 width=0.25"), narrow);
  EXPECT_EQ(toText(narrow), "deeplab_v3plus resnet18 width=0.25");
  EXPECT_EQ(networkSpecFromText("segnet vgg16 width=0.125"),
            (NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125}));
}

TEST(RunSpec, NetworkTextWithMoreOrLessThanANetworkIsRefused) {
  for (const char* text : {"segnet vgg16 width=", "segnet vgg16 width=0,5", "segnet vgg16 width=1 more",
                           "deeplab_v3plus resnet18x width=1", "deeplab_v3plus resnet width=1", "segnet vgg16"}) {
    EXPECT_THROW(networkSpecFromText(text), Error) << text;
  }
}

TEST(RunSpec, DeviceTextReadsBack) {
  EXPECT_EQ(toText(DeviceSpec{}), "auto");
  EXPECT_EQ(toText(DeviceSpec{DeviceKind::Cuda, 0}), "cuda");
  EXPECT_EQ(toText(DeviceSpec{DeviceKind::Cuda, 1}), "cuda:1");
  EXPECT_EQ(deviceFromText("cpu"), (DeviceSpec{DeviceKind::Cpu, 0}));
  EXPECT_EQ(deviceFromText("cuda:12"), (DeviceSpec{DeviceKind::Cuda, 12}));
}

TEST(RunSpec, OtherDeviceTextsAreNone) {
  for (const char* text : {"", "gpu", "cuda:", "cuda:x", "cuda:1x", "cuda:-1", "CPU"}) {
    EXPECT_EQ(deviceFromText(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace macadam
