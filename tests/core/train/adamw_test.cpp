#include "train/adamw.h"

#include "base/error.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "support/golden.h"
#include "support/pixel_network.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <array>
#include <memory>
#include <string>

namespace macadam {
namespace {

class OneWeight : public torch::nn::Module {
 public:
  OneWeight() { weight = register_parameter("weight", torch::full({1}, 2.0f)); }
  void setGradient(float value) { weight.mutable_grad() = torch::full({1}, value); }
  torch::Tensor weight;
};

/// Three steps with the rates and gradients of make_golden_optimizers.py.
void expectStepsEqualPyTorch(const std::string& name, const AdamWRule& rule) {
  const auto network = std::make_shared<PixelNetwork>();
  fillCounted(*network, "student");
  AdamW optimizer(rule);
  optimizer.add("student", *network);
  int step = 0;
  for (const double rate : {0.02, 0.015, 0.01}) {
    const std::string gradient = "gradient" + std::to_string(++step) + "/";
    for (auto& item : network->named_parameters()) {
      item.value().mutable_grad() = counted(gradient + item.key(), item.value().sizes().vec());
    }
    optimizer.step(rate);
  }
  const TensorMap expected = readWeights(golden("optimizers.pt")).tensors;
  for (const auto& item : network->named_parameters()) {
    EXPECT_TRUE(torch::allclose(item.value(), expected.at(name + "." + item.key()), 1e-5, 1e-6)) << item.key();
  }
}

}  // namespace

TEST(AdamW, StepsAsWorkedOutByHand) {
  OneWeight module;
  AdamW optimizer({.weightDecay = 0.5});
  optimizer.add("net", module);
  module.setGradient(3.0f);
  optimizer.step(0.1);  // means without bias 3 and 9: w = 0.95·2 − 0.1
  EXPECT_FLOAT_EQ(module.weight.item<float>(), 1.8f);
  optimizer.step(0.1);  // and again: w = 0.95·1.8 − 0.1
  EXPECT_FLOAT_EQ(module.weight.item<float>(), 1.61f);
  module.setGradient(-3.0f);
  optimizer.step(0.1);  // m = 0.9·0.57 − 0.3 = 0.213, without bias 0.213 / 0.271; w = 0.95·1.61 − 0.1·0.785978 / 3
  EXPECT_NEAR(module.weight.item<float>(), 1.5033007f, 2e-6f);
  EXPECT_NEAR(optimizer.state().at("net/weight/mean").item<float>(), 0.213f, 1e-6f);
  EXPECT_EQ(optimizer.state().at("net/weight/steps").item<std::int64_t>(), 3);
}

TEST(AdamW, EqualsPyTorch) {
  expectStepsEqualPyTorch("adamw", {.weightDecay = 0.05});
}

TEST(AdamW, WithoutWeightDecayIsPyTorchsAdam) {
  expectStepsEqualPyTorch("adam", {.squareKeep = 0.99});
}

TEST(AdamW, LeavesParametersWithoutGradientAlone) {
  OneWeight module;
  AdamW optimizer({.weightDecay = 0.5});
  optimizer.add("net", module);
  optimizer.step(0.1);
  EXPECT_EQ(module.weight.item<float>(), 2.0f);
  EXPECT_EQ(optimizer.state().at("net/weight/steps").item<std::int64_t>(), 0);
}

TEST(AdamW, GoesOnFromItsStateAsIfItHadNotStopped) {
  OneWeight whole, parts;
  AdamW uninterrupted({}), first({}), second({});
  uninterrupted.add("net", whole);
  first.add("net", parts);
  for (const float gradient : {3.0f, -1.0f}) {
    whole.setGradient(gradient);
    uninterrupted.step(0.1);
    parts.setGradient(gradient);
    first.step(0.1);
  }
  second.add("net", parts);
  second.load("net", first.state(), "last.safetensors");
  whole.setGradient(0.5f);
  uninterrupted.step(0.1);
  parts.setGradient(0.5f);
  second.step(0.1);
  EXPECT_EQ(whole.weight.item<float>(), parts.weight.item<float>());
}

TEST(AdamW, RefusesTheStateOfAnotherOptimizer) {
  OneWeight module;
  AdamW optimizer({});
  optimizer.add("net", module);
  EXPECT_THROW(optimizer.load("net", {{"net/weight", torch::zeros({1})}}, "last.safetensors"), Error);
}

}  // namespace macadam
