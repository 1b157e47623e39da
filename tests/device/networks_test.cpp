#include "device/test_device.h"
#include "methods/losses.h"
#include "nn/blocks.h"
#include "nn/compat.h"
#include "nn/network.h"
#include "spec/network_choices.h"
#include "support/counted_weights.h"

namespace macadam {
namespace {

struct NamedSpec {
  std::string name;
  int depth;  ///< 0 for SegNet.

  NetworkSpec spec() const {
    if (depth == 0) return NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = testWidth()};
    return NetworkSpec{.encoder = encoderFromName("resnet" + std::to_string(depth)), .width = testWidth()};
  }
};

/// Float32: the CPU's number type and layout. Production: what a run trains with.
enum class Setting { Float32, Production };

struct Answer {
  torch::Tensor logits;
  torch::Tensor features;
  torch::Tensor loss;
  torch::Tensor gradients;  ///< Of all parameters, one after the other.
};

StepBatch countedBatch() {
  return {.labelledImages = counted("images", {4, 3, 64, 64}) * 2,
          .labels = (counted("labels", {4, 64, 64}) > 0.5).to(torch::kLong)};
}

std::shared_ptr<Network> countedNetwork(const NamedSpec& named) {
  auto network = makeNetwork(named.spec(), 0);
  fillCounted(*network, named.name);
  return network;
}

void place(Network& network, const torch::Device& device, Setting setting) {
  if (setting == Setting::Production) {
    placeNetwork(network, device);
  } else {
    network.to(device);
  }
}

/// What a network answers to the counted batch in training mode, and the gradients of its loss.
Answer learn(const NamedSpec& named, const torch::Device& device, Setting setting) {
  const auto network = countedNetwork(named);
  place(*network, device, setting);
  network->train();
  const StepBatch batch = onDevice(countedBatch(), device);
  const Network::Output output = [&] {
    std::optional<CudaAutocast> autocast;
    if (setting == Setting::Production) autocast.emplace(device);
    return network->forward(batch.labelledImages);
  }();
  const torch::Tensor loss = crossEntropy(output.logits, batch.labels);
  loss.backward();
  std::vector<torch::Tensor> gradients;
  for (const torch::Tensor& parameter : network->parameters()) {
    gradients.push_back(parameter.grad().to(torch::kCPU).contiguous().flatten());
  }
  return {output.logits, output.features, loss, torch::cat(gradients)};
}

torch::Tensor roadProbabilities(Network& network, const torch::Tensor& images) {
  return probabilities(network.forward(images).logits).select(1, 1);
}

class DeviceNetworks : public testing::TestWithParam<NamedSpec> {};

}  // namespace

TEST_P(DeviceNetworks, AnswerAndLearnInFloat32AsOnTheCpu) {
  const Answer expected = learn(GetParam(), torch::kCPU, Setting::Float32);
  const Answer answer = learn(GetParam(), testDevice(), Setting::Float32);
  expectAtMost(1e-3, distance(answer.logits, expected.logits), "logits");
  expectAtMost(1e-3, distance(answer.features, expected.features), "features");
  expectAtMost(1e-3, distance(answer.loss, expected.loss), "loss");
  expectAtMost(2e-2, distance(answer.gradients, expected.gradients), "gradients");
}

TEST_P(DeviceNetworks, AnswerAndLearnInProductionUpToBfloat16sRounding) {
  const Answer expected = learn(GetParam(), torch::kCPU, Setting::Float32);
  const Answer answer = learn(GetParam(), testDevice(), Setting::Production);
  expectAtMost(0.1, distance(answer.logits, expected.logits), "logits");
  expectAtMost(0.1, distance(answer.features, expected.features), "features");
  expectAtMost(0.05, distance(answer.loss, expected.loss), "loss");
  expectAtMost(0.5, distance(answer.gradients, expected.gradients), "gradients");
}

TEST_P(DeviceNetworks, TeachInBfloat16WhatTheyTeachInFloat32) {
  const torch::Device device = testDevice();
  const auto network = countedNetwork(GetParam());
  network->eval();
  foldNorms(*network);
  torch::NoGradGuard noGrad;
  const torch::Tensor images = onDevice(countedBatch(), device).labelledImages;
  network->to(device);
  const torch::Tensor exact = roadProbabilities(*network, images);
  torch::Tensor rounded;
  if (device.is_cuda()) {
    placeNetwork(*network, device);
    const CudaAutocast autocast(device);
    rounded = roadProbabilities(*network, images);
  } else {
    network->to(torch::kBFloat16);
    rounded = roadProbabilities(*network, images);
  }
  expectAtMost(0.02, (rounded - exact).abs().mean().item<double>(), "mean distance of probabilities");
  const torch::Tensor decided = (exact - 0.5).abs().gt(0.1);
  const torch::Tensor moved = rounded.gt(0.5).ne(exact.gt(0.5)).logical_and(decided);
  expectAtMost(0.03, moved.to(torch::kFloat).mean().item<double>(), "share of other labels where they are decided");
}

TEST_P(DeviceNetworks, LieInTheLayoutThatIsFastestThere) {
  const torch::Device device = testDevice();
  if (!device.is_cuda()) GTEST_SKIP() << "the CPU keeps the plain layout";
  const auto network = countedNetwork(GetParam());
  placeNetwork(*network, device);
  for (const auto& item : network->named_parameters()) {
    const bool plain = item.value().dim() != 4;
    EXPECT_TRUE(plain || item.value().is_contiguous(torch::MemoryFormat::ChannelsLast)) << item.key();
  }
  const torch::Tensor images = onDevice(countedBatch(), device).labelledImages;
  EXPECT_TRUE(images.is_contiguous(torch::MemoryFormat::ChannelsLast));
  const CudaAutocast autocast(device);
  EXPECT_TRUE(network->forward(images).features.is_contiguous(torch::MemoryFormat::ChannelsLast));
}

INSTANTIATE_TEST_SUITE_P(OfTheProject, DeviceNetworks,
                         testing::Values(NamedSpec{"deeplab_v3plus_resnet18", 18},
                                         NamedSpec{"deeplab_v3plus_resnet34", 34},
                                         NamedSpec{"deeplab_v3plus_resnet50", 50},
                                         NamedSpec{"deeplab_v3plus_resnet101", 101}, NamedSpec{"segnet_vgg16", 0}),
                         [](const auto& named) { return named.param.name; });

}  // namespace macadam
