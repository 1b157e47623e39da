#include "train/optimizers.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

class OneWeight : public torch::nn::Module {
 public:
  OneWeight() { weight = register_parameter("weight", torch::full({1}, 2.0f)); }
  torch::Tensor weight;
};

NamedModule withAdam(std::shared_ptr<torch::nn::Module> module) {
  return {"own", std::move(module), NamedModule::OwnOptimizer{AdamWRule{}, 0.5}};
}

}  // namespace

TEST(Optimizers, AModuleLearnsByItsOwnAtItsFactorOfTheRate) {
  OneWeight network;
  auto auxiliary = std::make_shared<OneWeight>(), own = std::make_shared<OneWeight>();
  Optimizers optimizers(SgdRule{.momentum = 0.0});
  optimizers.add("net", network);
  optimizers.add({"auxiliary", auxiliary});
  optimizers.add(withAdam(own));
  for (torch::Tensor* weight : {&network.weight, &auxiliary->weight, &own->weight}) {
    weight->mutable_grad() = torch::full({1}, 4.0f);
  }
  optimizers.step(0.1);
  EXPECT_FLOAT_EQ(network.weight.item<float>(), 1.6f);     // 2 − 0.1·4
  EXPECT_FLOAT_EQ(auxiliary->weight.item<float>(), 1.6f);  // likewise
  EXPECT_FLOAT_EQ(own->weight.item<float>(), 1.95f);       // Adam's first step is as long as its rate, 0.05
  optimizers.zeroGradients();
  EXPECT_FALSE(own->weight.grad().defined());
}

TEST(Optimizers, KeepTheStateOfEach) {
  OneWeight network;
  auto own = std::make_shared<OneWeight>();
  Optimizers optimizers(SgdRule{});
  optimizers.add("net", network);
  optimizers.add(withAdam(own));
  std::vector<std::string> names;
  for (const auto& [name, tensor] : optimizers.state()) names.push_back(name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"net/weight", "own/weight/mean", "own/weight/square", "own/weight/steps"}));

  std::map<std::string, torch::Tensor> state;
  for (const auto& [name, tensor] : optimizers.state()) state[name] = torch::full_like(tensor, 7);
  optimizers.load("own", state, "last.safetensors");
  EXPECT_EQ(optimizers.state().at("own/weight/steps").item<std::int64_t>(), 7);
  EXPECT_EQ(optimizers.state().at("net/weight").item<float>(), 0.0f) << "not asked for";
  optimizers.remove("own");
  EXPECT_EQ(optimizers.state().size(), 1U);
}

}  // namespace macadam
