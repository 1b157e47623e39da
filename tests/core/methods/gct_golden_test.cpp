#include "eval/confusion.h"
#include "methods/gct.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "support/golden.h"
#include "support/pixel_network.h"
#include "train/optimizers.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <memory>
#include <string>

namespace macadam {
namespace {

// What make_golden_gct.py gives the method.

NamedNetwork pixelNetwork(const std::string& name) {
  auto network = std::make_shared<PixelNetwork>();
  fillCounted(*network, name);
  return {name, network};
}

std::shared_ptr<FlawDetector> countedDetector() {
  TensorRandom random(1);
  auto detector = std::make_shared<FlawDetector>(/*classes=*/2, /*channels=*/8, random);
  fillCounted(*detector, "detector");
  const torch::NoGradGuard noGrad;
  detector->named_parameters()["classifier.bias"].fill_(0.5);
  return detector;
}

StepBatch countedBatch() {
  StepBatch batch{.labelledImages = counted("labelled", {2, 3, 128, 128}) * 2,
                  .labels = (counted("labels", {2, 128, 128}) > 0.2).to(torch::kLong),
                  .unlabelledImages = counted("unlabelled", {2, 3, 128, 128}) * 2,
                  .unlabelledValid = counted("valid", {2, 128, 128}) > -0.8};
  batch.labels.slice(1, 0, 2).fill_(kIgnore);
  return batch;
}

void expectClose(const torch::Tensor& ours, const torch::Tensor& theirs, const std::string& what) {
  EXPECT_TRUE(torch::allclose(ours, theirs, 1e-3, 1e-5)) << what << ": " << ours << " but " << theirs;
}

}  // namespace

TEST(GoldenGct, ThreeStepsEqualPyTorch) {
  const TensorMap expected = readWeights(golden("gct.pt")).tensors;
  const StepBatch batch = countedBatch();
  Gct method({pixelNetwork("student"), pixelNetwork("student2")}, countedDetector(), {.rampFraction = 0.5},
             /*detectorRate=*/0.001);
  Optimizers optimizer(SgdRule{.momentum = 0.9, .weightDecay = 1e-4});
  for (const NamedNetwork& named : method.trainedNetworks()) optimizer.add(named.name, *named.network);
  for (const NamedModule& auxiliary : method.auxiliaryModules()) optimizer.add(auxiliary);
  for (int i = 0; i < 3; ++i) {
    optimizer.zeroGradients();
    const torch::Tensor loss = method.step(batch, {.iteration = i, .iterations = 4}).losses.total();
    expectClose(loss, expected.at("loss" + std::to_string(i + 1)), "loss " + std::to_string(i + 1));
    loss.backward();
    optimizer.step(0.1);
  }
  for (const NamedNetwork& named : method.trainedNetworks()) {
    for (const auto& item : named.network->named_parameters()) {
      const std::string key = named.name + "/" + item.key();
      expectClose(item.value(), expected.at(key), key);
    }
  }
  const auto ofDetector = method.auxiliaryModules().front().module->named_parameters();
  for (const std::string key : {"conv1.weight", "classifier.weight"}) {
    expectClose(ofDetector[key], expected.at("detector/" + key), key);
  }
}

}  // namespace macadam
