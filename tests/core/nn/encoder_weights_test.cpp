#include "nn/encoders/encoder_weights.h"

#include "nn/network.h"
#include "nn/pretrained.h"
#include "nn/safetensors.h"
#include "support/damage.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

struct Layer : torch::nn::Module {
  Layer() {
    const auto options = torch::nn::Conv2dOptions(1, 1, 3).padding(1).bias(false);
    convolution = register_module("0", torch::nn::Conv2d(options));
    norm = register_module("1", torch::nn::BatchNorm2d(1));
  }
  torch::Tensor forward(const torch::Tensor& x) { return torch::relu(norm(convolution(x))); }

  torch::nn::Conv2d convolution{nullptr};
  torch::nn::BatchNorm2d norm{nullptr};
};

/// `down.<stage>.<layer>` of convolution and BatchNorm with one channel throughout, as in SegNet.
struct TinySegNet : torch::nn::Module {
  TinySegNet() {
    torch::nn::ModuleList down;
    for (const int layers : {2, 2, 3, 3, 3}) {
      torch::nn::Sequential stage;
      for (int i = 0; i < layers; ++i) stage->push_back(std::make_shared<Layer>());
      down->push_back(stage);
    }
    register_module("down", down);
    register_module("head", torch::nn::Conv2d(1, 2, 1));
  }
};

struct TinyResNet : torch::nn::Module {
  TinyResNet() {
    encoder = register_module("encoder", std::make_shared<torch::nn::Module>());
    encoder->register_module("conv1", torch::nn::Conv2d(torch::nn::Conv2dOptions(3, 2, 1).bias(false)));
    encoder->register_module("bn1", torch::nn::BatchNorm2d(2));
    register_module("head", torch::nn::Conv2d(2, 2, 1));
  }
  std::shared_ptr<torch::nn::Module> encoder;
};

/// torchvision's vgg16_bn with one channel: `features.N` as a Sequential, and a classifier.
struct TinyVgg : torch::nn::Module {
  TinyVgg() {
    torch::nn::Sequential features;
    for (const int layers : {2, 2, 3, 3, 3}) {
      for (int i = 0; i < layers; ++i) {
        features->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(1, 1, 3).padding(1)));
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
  TinyResNet network;
  const TensorMap before = copyOfState(network);
  TensorMap weights = {{"conv1.weight", torch::full({2, 3, 1, 1}, 2.0f)},
                       {"bn1.weight", torch::full({2}, 3.0f)},
                       {"bn1.bias", torch::full({2}, 4.0f)},
                       {"bn1.running_mean", torch::full({2}, 5.0f)},
                       {"bn1.running_var", torch::full({2}, 6.0f)},
                       {"fc.weight", torch::zeros({10, 2})},
                       {"fc.bias", torch::zeros({10})}};
  const TemporaryFolder folder;
  writeSafetensors(folder / "resnet.safetensors", {.tensors = weights});
  loadEncoder(network, {.encoder = Encoder::ResNet18, .pretrained = (folder / "resnet.safetensors").string()});
  const TensorMap after = copyOfState(network);
  EXPECT_TRUE(torch::equal(after.at("encoder.conv1.weight"), weights.at("conv1.weight")));
  EXPECT_TRUE(torch::equal(after.at("encoder.bn1.running_var"), weights.at("bn1.running_var")));
  EXPECT_TRUE(torch::equal(after.at("head.weight"), before.at("head.weight")));
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
  torch::Tensor expected = torch::randn({1, 1, 32, 32});
  torch::Tensor x = expected.clone();
  expected = vgg.named_children()["features"]->as<torch::nn::Sequential>()->forward(expected);
  const auto down = segNet.named_children()["down"];
  for (const auto& stage : down->children()) {
    x = torch::max_pool2d(stage->as<torch::nn::Sequential>()->forward(x), 2);
  }
  EXPECT_TRUE(torch::allclose(x, expected, 1e-5, 1e-6));
}

TEST(LoadEncoder, NamesWhatAVggWithoutBatchNormLacks) {
  const TemporaryFolder folder;
  writeSafetensors(folder / "vgg.safetensors", {.tensors = {{"features.0.weight", torch::zeros({1, 1, 3, 3})}}});
  TinySegNet segNet;
  const std::string refusal = errorOf([&] { loadEncoder(segNet, segNetOf(folder / "vgg.safetensors")); });
  EXPECT_NE(refusal.find("lacks tensors of this network (64): down.0.0.1.bias, "), std::string::npos) << refusal;
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
  EXPECT_NE(refusal.find("encoder.0.0.0.weight (1×1×3×3, here 8×3×3×3)"), std::string::npos) << refusal;
}

}  // namespace macadam
