#include "nn/pretrained.h"

#include "nn/safetensors.h"
#include "support/damage.h"
#include "support/golden.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

struct Tiny : torch::nn::Module {
  Tiny() {
    convolution = register_module("0", torch::nn::Conv2d(torch::nn::Conv2dOptions(1, 2, 2)));
    norm = register_module("1", torch::nn::BatchNorm2d(2));
  }
  torch::nn::Conv2d convolution{nullptr};
  torch::nn::BatchNorm2d norm{nullptr};
};

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

}  // namespace

TEST(ReadWeights, TellsTheFormatsApartByTheirFirstBytes) {
  EXPECT_EQ(readWeights(golden("weights/state_dict_zip.pth")).tensors.size(), 7u);
  EXPECT_EQ(readWeights(golden("weights/state_dict_legacy.pth")).tensors.size(), 7u);
  EXPECT_EQ(readWeights(golden("weights/forms.safetensors")).metadata.size(), 2u);
  const TemporaryFolder folder;
  writeBytes(folder / "a.pth", "a text, no weights");
  EXPECT_NE(errorOf([&] { readWeights(folder / "a.pth"); }).find("holds no weights that Macadam knows"),
            std::string::npos);
}

TEST(ReadWeights, KnowsASafetensorsFileWhoseLengthLooksLikeAPickle) {
  const TemporaryFolder folder;
  // The header's 128 = 0x80 bytes are the first byte of a pickle, too.
  writeBytes(folder / "a", std::string("\x80\0\0\0\0\0\0\0{}", 10) + std::string(126, ' '));
  EXPECT_TRUE(readWeights(folder / "a").tensors.empty());
}

TEST(LoadState, CopiesParametersAndBuffersInTheModulesType) {
  Tiny tiny;
  tiny.to(torch::kFloat64);
  loadState(tiny, readWeights(golden("weights/state_dict_zip.pth")).tensors, "state_dict_zip.pth");
  EXPECT_TRUE(torch::equal(tiny.convolution->weight.flatten(),
                           torch::tensor({0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75}, torch::kFloat64)));
  EXPECT_TRUE(torch::equal(tiny.norm->running_mean, torch::tensor({3.0, 4.0}, torch::kFloat64)));
  EXPECT_TRUE(tiny.convolution->weight.requires_grad());
}

TEST(LoadState, ListsEveryDifferenceAtOnceAndCopiesNothing) {
  Tiny tiny;
  const TensorMap before = copyOfState(tiny);
  TensorMap given = before;
  given.erase("0.bias");
  given.erase("1.running_var");
  given["0.weight"] = torch::zeros({2, 1, 3, 3});
  given["1.bias"] = torch::full({2}, 9.0f);
  given["head.weight"] = torch::zeros({1});
  const std::string refusal = errorOf([&] { loadState(tiny, given, "old.pth"); });
  EXPECT_EQ(refusal,
            "old.pth lacks tensors of this network (2): 0.bias, 1.running_var; "
            "name weights of the same network and depth\n"
            "old.pth holds tensors that this network does not have (1): head.weight; "
            "name weights of the same network and depth\n"
            "old.pth holds tensors of another shape (1): 0.weight (2×1×3×3, here 2×1×2×2); "
            "set the network's width and depth to those of the weights");
  EXPECT_TRUE(torch::equal(tiny.norm->bias, before.at("1.bias")));
}

TEST(LoadState, ForgivesOldFilesTheirMissingBatchCounts) {
  Tiny tiny;
  TensorMap given = copyOfState(tiny);
  given.erase("1.num_batches_tracked");
  EXPECT_NO_THROW(loadState(tiny, given, "old.pth"));
}

TEST(LoadResNetEncoder, LeavesOutTheClassifierAndTouchesTheEncoderAlone) {
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
  loadResNetEncoder(network, folder / "resnet.safetensors");
  const TensorMap after = copyOfState(network);
  EXPECT_TRUE(torch::equal(after.at("encoder.conv1.weight"), weights.at("conv1.weight")));
  EXPECT_TRUE(torch::equal(after.at("encoder.bn1.running_var"), weights.at("bn1.running_var")));
  EXPECT_TRUE(torch::equal(after.at("head.weight"), before.at("head.weight")));
}

TEST(LoadVggEncoder, GivesTheNumbersOfTheNetworkItCameFrom) {
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
  loadVggEncoder(segNet, folder / "vgg16_bn.safetensors");

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

TEST(LoadVggEncoder, NamesWhatAVggWithoutBatchNormLacks) {
  const TemporaryFolder folder;
  writeSafetensors(folder / "vgg.safetensors", {.tensors = {{"features.0.weight", torch::zeros({1, 1, 3, 3})}}});
  TinySegNet segNet;
  const std::string refusal = errorOf([&] { loadVggEncoder(segNet, folder / "vgg.safetensors"); });
  EXPECT_NE(refusal.find("lacks tensors of this network (64): down.0.0.1.bias, "), std::string::npos) << refusal;
}

}  // namespace macadam
