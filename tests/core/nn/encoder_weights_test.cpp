#include "nn/encoders/encoder_weights.h"

#include "nn/network.h"
#include "nn/pretrained.h"
#include "nn/safetensors.h"
#include "support/damage.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <filesystem>
#include <utility>

namespace macadam {
namespace {

struct Layer : torch::nn::Module {
  explicit Layer(int in) {
    const auto options = torch::nn::Conv2dOptions(in, 1, 3).padding(1).bias(false);
    convolution = register_module("0", torch::nn::Conv2d(options));
    norm = register_module("1", torch::nn::BatchNorm2d(1));
  }
  torch::Tensor forward(const torch::Tensor& x) { return torch::relu(norm(convolution(x))); }

  torch::nn::Conv2d convolution{nullptr};
  torch::nn::BatchNorm2d norm{nullptr};
};

/// `down.<stage>.<layer>` of convolution and BatchNorm with one channel behind the colours, as in SegNet.
struct TinySegNet : torch::nn::Module {
  TinySegNet() {
    torch::nn::ModuleList down;
    int in = 3;
    for (const int layers : {2, 2, 3, 3, 3}) {
      torch::nn::Sequential stage;
      for (int i = 0; i < layers; ++i) stage->push_back(std::make_shared<Layer>(std::exchange(in, 1)));
      down->push_back(stage);
    }
    register_module("down", down);
    register_module("head", torch::nn::Conv2d(1, 2, 1));
  }
};

/// torchvision's vgg16_bn with one channel: `features.N` as a Sequential, and a classifier.
struct TinyVgg : torch::nn::Module {
  TinyVgg() {
    torch::nn::Sequential features;
    int in = 3;
    for (const int layers : {2, 2, 3, 3, 3}) {
      for (int i = 0; i < layers; ++i) {
        features->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(std::exchange(in, 1), 1, 3).padding(1)));
        features->push_back(torch::nn::BatchNorm2d(1));
        features->push_back(torch::nn::ReLU());
      }
      features->push_back(torch::nn::MaxPool2d(2));
    }
    register_module("features", features);
    register_module("classifier", torch::nn::Sequential(torch::nn::Linear(1, 2)));
  }
};

TensorMap copyOfState(const torch::nn::Module& module) {
  TensorMap state = stateOf(module);
  for (auto& item : state) item.second = item.second.detach().clone();
  return state;
}

NetworkSpec segNetOf(const std::filesystem::path& weights) {
  return {.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .pretrained = weights.string()};
}

/// A file of the weights of a network's encoder and others, which belong to a classifier.
std::string writeEncoder(const TemporaryFolder& folder, const Network& network, const std::string& prefix,
                         const std::vector<std::string>& classifier) {
  TensorMap tensors;
  for (auto& [name, tensor] : copyOfState(network)) {
    if (name.starts_with(prefix)) tensors.emplace(name.substr(prefix.size()), tensor);
  }
  for (const std::string& name : classifier) tensors.emplace(name, torch::zeros({3}));
  writeSafetensors(folder / "encoder.safetensors", {.tensors = tensors});
  return (folder / "encoder.safetensors").string();
}

}  // namespace

TEST(LoadEncoder, LeavesOutAResNetsClassifierAndTouchesTheEncoderAlone) {
  const NetworkSpec spec{.decoder = Decoder::UNet, .encoder = Encoder::ResNet18, .width = 0.125};
  const TemporaryFolder folder;
  NetworkSpec begun = spec;
  begun.pretrained = writeEncoder(folder, *makeNetwork(spec, 1), "encoder.", {"fc.weight", "fc.bias"});
  const auto network = makeNetwork(spec, 2);
  const TensorMap before = copyOfState(*network), weights = copyOfState(*makeNetwork(spec, 1));
  loadEncoder(*network, begun);
  for (const auto& [name, tensor] : copyOfState(*network)) {
    EXPECT_TRUE(torch::equal(tensor, (name.starts_with("encoder.") ? weights : before).at(name))) << name;
  }
}

TEST(LoadEncoder, OfAVggGivesTheNumbersOfTheNetworkItCameFrom) {
  torch::manual_seed(3);
  TinyVgg vgg;
  {
    const torch::NoGradGuard noGrad;
    for (const auto& item : vgg.named_parameters()) torch::Tensor(item.value()).normal_(0.0, 0.5);
    for (const auto& item : vgg.named_buffers()) {
      if (item.key().ends_with("running_mean")) torch::Tensor(item.value()).normal_(0.0, 0.5);
      if (item.key().ends_with("running_var")) torch::Tensor(item.value()).uniform_(0.5, 1.5);
    }
  }
  const TemporaryFolder folder;
  writeSafetensors(folder / "vgg16_bn.safetensors", {.tensors = copyOfState(vgg)});
  TinySegNet segNet;
  loadEncoder(segNet, segNetOf(folder / "vgg16_bn.safetensors"));

  vgg.eval();
  segNet.eval();
  torch::Tensor expected = torch::randn({1, 3, 32, 32});
  torch::Tensor x = expected.clone();
  expected = vgg.named_children()["features"]->as<torch::nn::Sequential>()->forward(expected);
  const auto down = segNet.named_children()["down"];
  for (const auto& stage : down->children()) {
    x = torch::max_pool2d(stage->as<torch::nn::Sequential>()->forward(x), 2);
  }
  EXPECT_TRUE(torch::allclose(x, expected, 1e-5, 1e-6));
}

TEST(LoadEncoder, RefusesAVggWithoutBatchNormAndOthersByTheReason) {
  const TemporaryFolder folder;
  TinySegNet segNet;
  const auto refusalOf = [&](const TensorMap& tensors) {
    writeSafetensors(folder / "other.safetensors", {.tensors = tensors});
    return errorOf([&] { loadEncoder(segNet, segNetOf(folder / "other.safetensors")); });
  };
  const std::string plain =
      refusalOf({{"features.0.weight", torch::zeros({1, 3, 3, 3})}, {"features.2.weight", torch::zeros({1, 1, 3, 3})}});
  EXPECT_NE(plain.find("is a VGG without BatchNorm"), std::string::npos) << plain;
  const std::string other = refusalOf({{"conv.weight", torch::zeros({1, 3, 3, 3})}});
  EXPECT_NE(other.find("holds no encoder of the kind of VGG-16"), std::string::npos) << other;
}

/// timm's `tf_` weights want pictures by a mean and a deviation of 0.5: the first layer says the same of ours.
TEST(LoadEncoder, TakesTheNormalisationOfWeightsIntoTheFirstLayer) {
  NetworkSpec spec{.decoder = Decoder::UNet, .encoder = Encoder::EfficientNetLite0, .width = 0.125};
  const auto source = makeNetwork(spec, 1);
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "tf_efficientnet_lite0.safetensors";
  std::filesystem::rename(writeEncoder(folder, *source, "encoder.", {}), file);
  spec.pretrained = file.string();
  const TensorMap theirs = stateOf(*source), ours = stateOf(*makeNetwork(spec, 2));

  torch::manual_seed(4);
  const torch::NoGradGuard noGrad;
  const torch::Tensor picture = torch::rand({1, 3, 9, 9});
  const torch::Tensor mean = torch::tensor({0.485f, 0.456f, 0.406f}).view({1, 3, 1, 1});
  const torch::Tensor deviation = torch::tensor({0.229f, 0.224f, 0.225f}).view({1, 3, 1, 1});
  const auto firstLayer = [](const TensorMap& weights, const torch::Tensor& x) {
    const torch::Tensor y = torch::conv2d(x, weights.at("encoder.conv_stem.weight"));
    return y - weights.at("encoder.bn1.running_mean").view({1, -1, 1, 1});
  };
  EXPECT_TRUE(torch::allclose(firstLayer(ours, (picture - mean) / deviation), firstLayer(theirs, (picture - 0.5) / 0.5),
                              1e-4, 1e-5));
  EXPECT_FALSE(torch::allclose(ours.at("encoder.conv_stem.weight"), theirs.at("encoder.conv_stem.weight")));
}

TEST(LoadEncoder, TakesTheWeightsOfEveryFamilyUnderAnotherDecoderToo) {
  struct Case {
    Encoder encoder;
    std::vector<std::string> classifier;
  };
  for (const auto& [encoder, classifier] :
       {Case{Encoder::ResNet50, {"fc.weight", "fc.bias"}}, Case{Encoder::MitB0, {"head.weight", "head.bias"}},
        Case{Encoder::EfficientNetLite0, {"conv_head.weight", "bn2.running_var", "classifier.bias"}}}) {
    const NetworkSpec trained{.decoder = Decoder::UNet, .encoder = encoder, .width = 0.125};
    const auto source = makeNetwork(trained, 1);
    const TemporaryFolder folder;
    NetworkSpec begun{.decoder = Decoder::PspNet, .encoder = encoder, .width = 0.125};
    begun.pretrained = writeEncoder(folder, *source, "encoder.", classifier);
    const TensorMap before = stateOf(*source), after = stateOf(*makeNetwork(begun, 2));
    for (const auto& [name, tensor] : before) {
      if (!name.starts_with("encoder.")) continue;
      EXPECT_TRUE(torch::equal(after.at(name), tensor)) << name;
    }
  }
}

TEST(LoadEncoder, TakesAVggUnderAnyDecoder) {
  const TemporaryFolder folder;
  TinyVgg vgg;
  writeSafetensors(folder / "vgg16_bn.safetensors", {.tensors = copyOfState(vgg)});
  const std::string refusal = errorOf([&] {
    makeNetwork({.decoder = Decoder::UNet,
                 .encoder = Encoder::Vgg16,
                 .width = 0.125,
                 .pretrained = (folder / "vgg16_bn.safetensors").string()},
                1);
  });
  // All names are known; its one channel is not what the network has.
  EXPECT_EQ(refusal.find("lacks"), std::string::npos) << refusal;
  EXPECT_EQ(refusal.find("does not have"), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("encoder.0.0.0.weight (1×3×3×3, here 8×3×3×3)"), std::string::npos) << refusal;
}

}  // namespace macadam
