#include "nn/encoders/encoder_file.h"

#include "nn/encoders/encoder_weights.h"
#include "nn/network.h"
#include "nn/pretrained.h"
#include "nn/safetensors.h"
#include "support/damage.h"
#include "support/golden.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <filesystem>
#include <ostream>

namespace macadam {
namespace {

/// A file with the names and shapes of a package's own, and what is in it.
struct Published {
  const char* file;
  Encoder encoder;
  const char* prefix;
  std::size_t taken;
  std::size_t leftAside;
};

void PrintTo(const Published& published, std::ostream* out) {
  *out << published.file;
}

WeightsReport reportOn(const TensorMap& tensors) {
  const TemporaryFolder folder;
  writeSafetensors(folder / "a.safetensors", {.tensors = tensors});
  return inspectWeights(folder / "a.safetensors");
}

/// torchvision's ResNet-18 without numbers of its own.
TensorMap resNet18() {
  return readWeights(golden("weights/torchvision_resnet18.pth")).tensors;
}

}  // namespace

class PublishedEncoders : public testing::TestWithParam<Published> {};

TEST_P(PublishedEncoders, AreFoundByTheirNamesAndFit) {
  const Published& published = GetParam();
  const std::filesystem::path file = golden(std::string("weights/") + published.file + ".pth");
  const WeightsReport report = inspectWeights(file);
  ASSERT_TRUE(report.encoder) << report.refusal;
  EXPECT_EQ(*report.encoder, published.encoder);
  EXPECT_EQ(report.prefix, published.prefix);
  EXPECT_EQ(report.taken, published.taken);
  EXPECT_EQ(report.leftAside.size(), published.leftAside);
  EXPECT_NO_THROW(
      makeNetwork({.decoder = Decoder::UNet, .encoder = published.encoder, .pretrained = file.string()}, 1));
}

INSTANTIATE_TEST_SUITE_P(
    AllLayouts, PublishedEncoders,
    testing::Values(Published{"torchvision_resnet18", Encoder::ResNet18, "", 120, 2},
                    Published{"moco_resnet18", Encoder::ResNet18, "state_dict.module.encoder_q.", 120, 124},
                    Published{"ddp_resnet34", Encoder::ResNet34, "model.module.", 216, 2},
                    Published{"torchvision_deeplabv3_resnet50", Encoder::ResNet50, "backbone.", 318, 44},
                    Published{"timm_resnet18_four_bands", Encoder::ResNet18, "", 120, 2},
                    Published{"timm_vgg16_bn", Encoder::Vgg16, "", 91, 6},
                    Published{"timm_efficientnet_lite0", Encoder::EfficientNetLite0, "", 288, 8},
                    Published{"smp_unet_mit_b1", Encoder::MitB1, "encoder.", 176, 62},
                    Published{"lightning_smp_lite2", Encoder::EfficientNetLite2, "state_dict.model.encoder.model.", 378,
                              62},
                    Published{"transformers_file", Encoder::MitB0, "segformer.encoder.", 192, 16},
                    Published{"transformers_module", Encoder::MitB0, "segformer.", 192, 16},
                    Published{"package_lite1", Encoder::EfficientNetLite1, "", 378, 8}),
    [](const auto& published) { return std::string(published.param.file); });

TEST(EncoderFile, SaysWhatWasSkippedAndWhatPicturesTheWeightsWant) {
  EXPECT_EQ(inspectWeights(golden("weights/ddp_resnet34.pth")).skipped,
            (std::vector<std::string>{"args (argparse.Namespace)"}));
  EXPECT_EQ(inspectWeights(golden("weights/package_lite1.pth")).mean, (std::array{0.5f, 0.5f, 0.5f}));
  EXPECT_EQ(inspectWeights(golden("weights/torchvision_resnet18.pth")).mean, (std::array{0.485f, 0.456f, 0.406f}));
}

/// Their norms add 1e-3 to a variance, ours 1e-5; all variances of the file are 0.
TEST(EncoderFile, KeepsWhatTensorFlowsNormsDivideBy) {
  const TensorFile file = readWeights(golden("weights/package_lite1.pth"));
  const std::vector<FoundEncoder> found = encodersIn(file, "a");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found.front().tensors.at("blocks.3.2.bn3.running_var")[7].item<double>(), 0.00099, 1e-9);
  EXPECT_EQ(file.tensors.at("_bn0.running_var")[0].item<double>(), 0.0);
}

TEST(EncoderFile, TakesRedGreenAndBlueOfMoreBands) {
  for (const auto& [bands, columns] : {std::pair(4, std::array{0, 1, 2}), std::pair(13, std::array{3, 2, 1})}) {
    TensorMap tensors = resNet18();
    // Each band's column holds the band's number.
    tensors["conv1.weight"] = torch::arange(double(bands)).view({1, bands, 1, 1}).expand({64, bands, 7, 7});
    const WeightsReport report = reportOn(tensors);
    EXPECT_EQ(report.bands, bands);
    EXPECT_EQ(report.columns, columns);
    const std::vector<FoundEncoder> found = encodersIn({.tensors = tensors}, "a");
    ASSERT_EQ(found.size(), 1u);
    const torch::Tensor& taken = found.front().tensors.at("conv1.weight");
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(taken[5][i][2][3].item<double>(), double(columns[static_cast<std::size_t>(i)]));
    }
  }
}

TEST(EncoderFile, RefusesWhatDoesNotFitByTheReason) {
  TensorMap tensors = resNet18();
  tensors["conv1.weight"] = torch::zeros({64, 2, 7, 7});
  EXPECT_EQ(reportOn(tensors).refusal, "is for pictures of two bands, ours have three");

  tensors["conv1.weight"] = torch::zeros({64, 3, 3, 3});
  EXPECT_EQ(reportOn(tensors).refusal, "has 64×3×3×3 as conv1.weight, which is 64×3×7×7 in ResNet-18");

  tensors.erase("conv1.weight");
  tensors["conv1.0.weight"] = torch::zeros({32, 3, 3, 3});
  EXPECT_NE(reportOn(tensors).refusal.find("has a deep stem"), std::string::npos);

  tensors = resNet18();
  tensors["layer4.2.conv1.weight"] = torch::zeros({512, 512, 3, 3});
  EXPECT_EQ(reportOn(tensors).refusal, "holds 1 tensor (layer4.2.conv1.weight) that ResNet-18 does not have");

  EXPECT_NE(reportOn({{"weight", torch::zeros({1})}}).refusal.find("holds no encoder of ours"), std::string::npos);
}

TEST(EncoderFile, FindsTheEncoderOfAnOwnCheckpointAndOfASequenceOfLayers) {
  TensorMap own, sequence;
  const std::map<std::string, std::string> places{{"conv1", "0"},  {"bn1", "1"},    {"layer1", "4"},
                                                  {"layer2", "5"}, {"layer3", "6"}, {"layer4", "7"}};
  for (const auto& [name, tensor] : resNet18()) {
    own.emplace("student/encoder." + name, tensor);
    const std::size_t dot = name.find('.');
    const auto place = places.find(name.substr(0, dot));
    if (place != places.end()) sequence.emplace("backbone." + place->second + name.substr(dot), tensor);
  }
  EXPECT_EQ(reportOn(own).encoder, Encoder::ResNet18);
  EXPECT_EQ(reportOn(own).prefix, "student/encoder.");
  EXPECT_EQ(reportOn(sequence).encoder, Encoder::ResNet18);
  EXPECT_EQ(reportOn(sequence).taken, 120u);
}

TEST(EncoderFile, JoinsKeysAndValuesOfTransformersInThatOrder) {
  for (const bool isFile : {true, false}) {
    const std::string file = isFile ? "transformers_file" : "transformers_module";
    const std::string attention =
        isFile ? "segformer.encoder.block.0.1.attention.self." : "segformer.stages.0.blocks.1.attention.";
    TensorMap tensors = readWeights(golden("weights/" + file + ".pth")).tensors;
    const auto fill = [&](const std::string& name, float value) {
      ASSERT_TRUE(tensors.contains(attention + name + ".weight")) << name;
      tensors[attention + name + ".weight"] = torch::full({32, 32}, value);
    };
    fill(isFile ? "query" : "q_proj", 1.0f);
    fill(isFile ? "key" : "k_proj", 2.0f);
    fill(isFile ? "value" : "v_proj", 3.0f);
    const TensorMap ours = encodersIn({.tensors = tensors}, "a").front().tensors;
    EXPECT_EQ(ours.at("block1.1.attn.q.weight")[0][0].item<float>(), 1.0f);
    const torch::Tensor& both = ours.at("block1.1.attn.kv.weight");
    ASSERT_EQ(both.sizes(), torch::IntArrayRef({64, 32}));
    EXPECT_EQ(both[0][0].item<float>(), 2.0f);
    EXPECT_EQ(both[63][0].item<float>(), 3.0f);
  }
}

/// Its names are those of mmseg/models/backbones/mit.py.
TEST(EncoderFile, SplitsMmSegmentationsQueriesKeysAndValues) {
  const std::string block = "backbone.layers.1.1.0.";
  const TensorMap tensors{{"backbone.layers.0.0.projection.weight", torch::zeros({32, 3, 7, 7})},
                          {"backbone.layers.0.1.0.attn.attn.in_proj_weight", torch::zeros({96, 32})},
                          {block + "attn.attn.in_proj_weight", torch::arange(192.0f).view({192, 1}).expand({192, 64})},
                          {block + "attn.attn.out_proj.bias", torch::zeros({64})},
                          {block + "attn.sr.weight", torch::zeros({64, 64, 4, 4})},
                          {block + "ffn.layers.0.weight", torch::zeros({256, 64, 1, 1})},
                          {block + "ffn.layers.1.weight", torch::zeros({256, 1, 3, 3})},
                          {"backbone.layers.3.2.weight", torch::zeros({256})}};
  const std::vector<FoundEncoder> found = encodersIn({.tensors = tensors}, "a");
  ASSERT_EQ(found.size(), 1u);
  const TensorMap& ours = found.front().tensors;
  EXPECT_EQ(ours.at("block2.0.attn.q.weight").sizes(), torch::IntArrayRef({64, 64}));
  EXPECT_EQ(ours.at("block2.0.attn.kv.weight")[0][0].item<float>(), 64.0f);
  EXPECT_EQ(ours.at("block2.0.mlp.fc1.weight").sizes(), torch::IntArrayRef({256, 64}));
  for (const char* name : {"patch_embed1.proj.weight", "block2.0.attn.proj.bias", "block2.0.attn.sr.weight",
                           "block2.0.mlp.dwconv.dwconv.weight", "norm4.weight"}) {
    EXPECT_TRUE(ours.contains(name)) << name;
  }
}

TEST(EncoderFile, TakesAFolderBySavePretrained) {
  const TemporaryFolder folder;
  writeSafetensors(folder / "model.safetensors", {.tensors = resNet18()});
  EXPECT_EQ(inspectWeights(folder / ".").encoder, Encoder::ResNet18);
  std::filesystem::remove(folder / "model.safetensors");
  EXPECT_NE(errorOf([&] { inspectWeights(folder / "."); }).find("neither model.safetensors nor"), std::string::npos);
}

TEST(EncoderFile, IsDescribedInALine) {
  WeightsReport report = inspectWeights(golden("weights/timm_resnet18_four_bands.pth"));
  EXPECT_EQ(
      describe(report),
      "ResNet-18 as torchvision, timm name it: 120 tensors taken, 2 left aside; of 4 bands, number 1, 2 and 3 are "
      "red, green and blue");
  report.encoder.reset();
  report.refusal = "has a deep stem";
  EXPECT_EQ(describe(report), "has a deep stem");
}

}  // namespace macadam
