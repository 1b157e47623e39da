#include "train/sgd.h"

#include "base/error.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

class OneWeight : public torch::nn::Module {
 public:
  OneWeight() { weight = register_parameter("weight", torch::full({1}, 2.0f)); }
  torch::Tensor weight;
};

}  // namespace

TEST(Sgd, StepsWithMomentumAndWeightDecayAsWorkedOutByHand) {
  OneWeight module;
  Sgd optimizer({.momentum = 0.9, .weightDecay = 0.5});
  optimizer.add("net", module);
  module.weight.mutable_grad() = torch::full({1}, 3.0f);
  optimizer.step(0.1);  // v = 3 + 0.5·2 = 4; w = 2 − 0.4
  EXPECT_FLOAT_EQ(module.weight.item<float>(), 1.6f);
  optimizer.step(0.1);  // v = 0.9·4 + 3 + 0.8 = 7.4; w = 1.6 − 0.74
  EXPECT_FLOAT_EQ(module.weight.item<float>(), 0.86f);
  EXPECT_FLOAT_EQ(optimizer.state().at("net/weight").item<float>(), 7.4f);
}

TEST(Sgd, APrefixLearnsAtItsFactor) {
  OneWeight module;
  Sgd optimizer({.momentum = 0.0});
  optimizer.add("net", module, {{"wei", 0.1}});
  module.weight.mutable_grad() = torch::ones({1});
  optimizer.step(1.0);
  EXPECT_FLOAT_EQ(module.weight.item<float>(), 1.9f);
}

TEST(Sgd, LeavesParametersWithoutGradientAlone) {
  OneWeight module;
  Sgd optimizer({.momentum = 0.9, .weightDecay = 0.5});
  optimizer.add("net", module);
  optimizer.step(0.1);
  EXPECT_FLOAT_EQ(module.weight.item<float>(), 2.0f);
}

TEST(Sgd, RefusesAStateThatLacksAParameter) {
  OneWeight module;
  Sgd optimizer({.momentum = 0.9, .weightDecay = 0.5});
  optimizer.add("net", module);
  EXPECT_THROW(optimizer.load("net", {}, "last.safetensors"), Error);
}

}  // namespace macadam
