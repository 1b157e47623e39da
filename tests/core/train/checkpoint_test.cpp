#include "train/checkpoint.h"

#include "base/file_format.h"
#include "nn/safetensors.h"
#include "support/damage.h"
#include "support/golden.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// What opening says of a checkpoint whose student is described by `text`.
std::string refusalOf(const std::string& text) {
  const TemporaryFolder folder;
  const NetworkSpec spec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125};
  TensorFile file;
  addNetwork(file, {"student", spec, makeNetwork(spec, 1)});
  file.metadata["network.student"] = text;
  writeSafetensors(folder / "best.safetensors", file);
  const std::string refusal = errorOf([&] { loadNetwork(folder / "best.safetensors", "student"); });
  EXPECT_TRUE(refusal.empty() || says(refusal, (folder / "best.safetensors").string())) << refusal;
  return refusal;
}

}  // namespace

TEST(Checkpoint, SaysWhatNetworkItHolds) {
  EXPECT_EQ(refusalOf("segnet vgg16 width=0.125"), "");
}

TEST(Checkpoint, ANetworkThatCannotBeIsRefusedBeforeItIsBuilt) {
  const std::string wide = refusalOf("segnet vgg16 width=100");
  EXPECT_TRUE(says(wide, "says network.student = 'segnet vgg16 width=100': network.student.width is 100")) << wide;
  EXPECT_TRUE(says(wide, "from 0.05 to 4")) << wide;
  EXPECT_TRUE(
      says(refusalOf("deeplab_v3plus resnet7 width=1"), "'deeplab_v3plus resnet7 width=1' is not a known network"));
  EXPECT_TRUE(says(refusalOf("segnet resnet18 width=1"), "network.student.encoder cannot be taken here"));
  EXPECT_TRUE(says(refusalOf("unet"), "says network.student = 'unet'"));
  EXPECT_TRUE(
      says(refusalOf("segnet vgg16 width=4"), "says that it holds segnet vgg16 width=4, but its tensors are none"));
  EXPECT_TRUE(says(refusalOf("deeplab_v3plus resnet101 width=4"), "its tensors are none of such a network"));
}

TEST(Checkpoint, OfALaterMacadamIsRefused) {
  const TemporaryFolder folder;
  writeSafetensors(folder / "best.safetensors",
                   {.metadata = {{"network.student", "segnet vgg16 width=1"}, {"macadam.format", "7"}}});
  EXPECT_THROW(networksIn(folder / "best.safetensors"), NewerFormat);
  EXPECT_THROW(loadNetwork(folder / "best.safetensors", "student"), NewerFormat);
}

TEST(Checkpoint, APyTorchFileIsCalledOne) {
  for (const char* file : {"weights/state_dict_zip.pth", "weights/state_dict_legacy.pth"}) {
    const std::string refusal = errorOf([&] { networksIn(golden(file)); });
    EXPECT_TRUE(says(refusal, "is a PyTorch file (.pth)")) << refusal;
    EXPECT_FALSE(says(refusal, "damaged")) << refusal;
  }
}

}  // namespace macadam
