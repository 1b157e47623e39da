#include "nn/tensor_random.h"

#include "nn/aux_decoders.h"
#include "nn/blocks.h"
#include "nn/initialise.h"
#include "nn/network.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

torch::Tensor drawn(TensorRandom& random) {
  return torch::rand({5}, random.on(torch::kCPU));
}

}  // namespace

TEST(TensorRandom, GivesTheNumbersOfItsSeedWhateverOthersDraw) {
  TensorRandom random(9);
  torch::manual_seed(9);
  const torch::Tensor expected = torch::rand({10});
  const torch::Tensor first = drawn(random);
  torch::manual_seed(4);
  torch::rand({3});
  EXPECT_TRUE(torch::equal(torch::cat({first, drawn(random)}), expected));
  random.restart(9);
  EXPECT_TRUE(torch::equal(drawn(random), expected.slice(0, 0, 5)));
}

TEST(TensorRandom, LeavesTheGeneratorOfTheProcessAlone) {
  torch::manual_seed(9);
  const torch::Tensor expected = torch::rand({5});
  torch::manual_seed(9);
  TensorRandom random(1);
  random.uniform(0.0, 1.0);
  drawn(random);
  EXPECT_TRUE(torch::equal(torch::rand({5}), expected));
}

TEST(Initialise, DrawsWhatPyTorchDrawsForTheSeed) {
  const auto options = torch::nn::Conv2dOptions(3, 8, 3);
  torch::manual_seed(7);
  torch::nn::Conv2d plain(options);
  torch::nn::Conv2d beforeNorm(torch::nn::Conv2dOptions(8, 16, 3).bias(false));
  torch::nn::init::kaiming_normal_(beforeNorm->weight, 0.0, torch::kFanOut, torch::kReLU);

  torch::nn::Sequential module(torch::nn::Conv2d(options),
                               torch::nn::Conv2d(torch::nn::Conv2dOptions(8, 16, 3).bias(false)));
  TensorRandom random(7);
  initialise(*module, random);
  EXPECT_TRUE(torch::equal(module[0]->as<torch::nn::Conv2d>()->weight, plain->weight));
  EXPECT_TRUE(torch::equal(module[0]->as<torch::nn::Conv2d>()->bias, plain->bias));
  EXPECT_TRUE(torch::equal(module[1]->as<torch::nn::Conv2d>()->weight, beforeNorm->weight));
}

TEST(Initialise, DrawsLinearAndDepthwiseLayersAsTheirReferencesDo) {
  torch::nn::Sequential module(torch::nn::Linear(200, 300),
                               torch::nn::Conv2d(torch::nn::Conv2dOptions(4000, 4000, 3).groups(4000)));
  TensorRandom random(7);
  initialise(*module, random);
  const auto* linear = module[0]->as<torch::nn::Linear>();
  EXPECT_NEAR(linear->weight.std().item<double>(), 0.02, 0.001);
  EXPECT_EQ(linear->bias.abs().max().item<float>(), 0.0f);
  const auto* depthwise = module[1]->as<torch::nn::Conv2d>();
  EXPECT_NEAR(depthwise->weight.std().item<double>(), 0.4714, 0.01);  // √(2/9)
  EXPECT_EQ(depthwise->bias.abs().max().item<float>(), 0.0f);
}

TEST(Initialise, ANetworkOfASeedHasTheSameWeightsWhateverWasDrawnBefore) {
  const NetworkSpec spec = {.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125};
  const auto first = makeNetwork(spec, 3);
  torch::rand({100});
  const auto second = makeNetwork(spec, 3);
  const auto other = makeNetwork(spec, 4);
  EXPECT_TRUE(torch::equal(first->parameters().back(), second->parameters().back()));
  EXPECT_TRUE(torch::equal(first->parameters().front(), second->parameters().front()));
  EXPECT_FALSE(torch::equal(first->parameters().front(), other->parameters().front()));
}

TEST(Dropout, KeepsAboutItsShareScaledUpAndAllOfItInEvaluation) {
  Dropout dropout(0.25);
  dropout.drawFrom(std::make_shared<TensorRandom>(1));
  const torch::Tensor dropped = dropout.forward(torch::ones({100, 100}));
  EXPECT_TRUE(dropped.eq(0.0).logical_or(dropped.eq(1.0f / 0.75f)).all().item<bool>());
  EXPECT_NEAR(dropped.eq(0.0).to(torch::kFloat).mean().item<double>(), 0.25, 0.02);
  dropout.eval();
  EXPECT_TRUE(torch::equal(dropout.forward(torch::ones({4})), torch::ones({4})));
}

TEST(Dropout, OfImagesKeepsOrZeroesEachAsAWhole) {
  Dropout dropout(0.5, Dropped::Image);
  dropout.drawFrom(std::make_shared<TensorRandom>(1));
  const torch::Tensor dropped = dropout.forward(torch::ones({200, 3, 4})).flatten(1);
  EXPECT_TRUE(torch::equal(dropped.amin(1), dropped.amax(1)));
  EXPECT_TRUE(dropped.eq(0.0).logical_or(dropped.eq(2.0)).all().item<bool>());
  EXPECT_NEAR(dropped.mean().item<double>(), 1.0, 0.2);
}

TEST(AuxiliaryDecoders, PerturbByTheirSourceAloneAndAnswerAtTheSizeOfThePicture) {
  const auto logits = [] {
    TensorRandom initial(2);
    AuxiliaryDecoders decoders(4, /*stride=*/16, 2, initial);
    drawFrom(decoders, std::make_shared<TensorRandom>(5));
    TensorRandom random(6);
    const torch::Tensor features = torch::rand({1, 4, 2, 3}, random.on(torch::kCPU));  // of 20×40, continued to 32×48
    return torch::stack(decoders.forward(features, torch::rand({1, 2, 20, 40}, random.on(torch::kCPU))));
  };
  const torch::Tensor first = logits();
  torch::rand({100});
  EXPECT_EQ(first.sizes(), (std::vector<std::int64_t>{6, 1, 2, 20, 40}));
  EXPECT_TRUE(torch::equal(logits(), first));
}

}  // namespace macadam
