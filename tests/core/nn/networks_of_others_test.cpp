#include "nn/blocks.h"
#include "nn/network.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "support/golden.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <algorithm>

namespace macadam {
namespace {

/// `unet mit_b0`: also the golden file's name for it.
class NetworksOfOthers : public testing::TestWithParam<std::string> {
 protected:
  NetworksOfOthers() : network_(makeNetwork(networkSpecFromText(GetParam() + " width=1"), 0)) {
    fillCounted(*network_, GetParam());
    network_->eval();
  }

  torch::NoGradGuard noGrad_;
  std::shared_ptr<Network> network_;
  torch::Tensor images_ = counted("images", {1, 3, 64, 96}) * 2;
};

class NetworksOfOthersInBfloat16 : public NetworksOfOthers {};

std::string asTestName(const testing::TestParamInfo<std::string>& network) {
  std::string name = network.param;
  std::ranges::replace(name, ' ', '_');
  return name;
}

double largestError(const torch::Tensor& ours, const torch::Tensor& theirs) {
  return ((ours - theirs).abs() / theirs.abs().clamp_min(1.0)).max().item<double>();
}

}  // namespace

TEST_P(NetworksOfOthers, HaveTheSameParametersLogitsAndFeaturesAlsoWhenFolded) {
  const TensorMap expected = readWeights(golden("networks_of_others.pt")).tensors;
  std::int64_t parameters = 0;
  for (const torch::Tensor& parameter : network_->parameters()) parameters += parameter.numel();
  EXPECT_EQ(parameters, expected.at(GetParam() + ".parameters").item<std::int64_t>());
  for (const bool folded : {false, true}) {
    if (folded) foldNorms(*network_);
    const Network::Output output = network_->forward(images_);
    const torch::Tensor fourth = output.logits.slice(2, 0, 64, 4).slice(3, 0, 96, 4);
    EXPECT_LT(largestError(fourth, expected.at(GetParam() + ".logits")), 1e-4) << "folded: " << folded;
    EXPECT_LT(largestError(output.features.mean({2, 3}), expected.at(GetParam() + ".features")), 1e-4)
        << "folded: " << folded;
  }
}

/// As a frozen teacher does on the CPU.
TEST_P(NetworksOfOthersInBfloat16, ComputeNearlyTheSame) {
  foldNorms(*network_);
  const torch::Tensor exact = torch::softmax(network_->forward(images_).logits, 1);
  network_->to(torch::kBFloat16);
  const Network::Output output = network_->forward(images_);
  EXPECT_EQ(output.logits.scalar_type(), torch::kBFloat16);
  const torch::Tensor error = (torch::softmax(output.logits.to(torch::kFloat), 1) - exact).abs();
  EXPECT_LT(error.mean().item<double>(), 0.05);
  EXPECT_GT(error.max().item<double>(), 0.0) << "both were computed in the same type";
}

INSTANTIATE_TEST_SUITE_P(Full, NetworksOfOthers,
                         testing::Values("unet resnet34", "unet vgg16", "unet mit_b0", "unet mit_b1", "unet mit_b2",
                                         "unet efficientnet_lite0", "unet efficientnet_lite1",
                                         "unet efficientnet_lite2", "segformer mit_b0", "segformer mit_b2",
                                         "segformer resnet18", "pspnet resnet50", "pspnet resnet18",
                                         "pspnet efficientnet_lite0", "deeplab_v3plus efficientnet_lite2"),
                         asTestName);
INSTANTIATE_TEST_SUITE_P(Light, NetworksOfOthersInBfloat16,
                         testing::Values("unet mit_b0", "unet efficientnet_lite0", "segformer mit_b0",
                                         "pspnet resnet18"),
                         asTestName);

}  // namespace macadam
