#include "methods/cross_supervision.h"
#include "methods/sslkd.h"
#include "methods/supervised.h"
#include "nn/blocks.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "train/sgd.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

const NetworkSpec kResNet18{.encoder = Encoder::ResNet18};
const NetworkSpec kResNet34{.encoder = Encoder::ResNet34};
const NetworkSpec kSegNet{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16};

NamedNetwork network(const std::string& name, const NetworkSpec& spec) {
  auto built = makeNetwork(spec, 0);
  fillCounted(*built, name);
  built->train();
  return {name, built};
}

NamedNetwork frozenNetwork(const std::string& name, const NetworkSpec& spec) {
  NamedNetwork named = network(name, spec);
  named.network->eval();
  foldNorms(*named.network);
  return named;
}

StepBatch countedBatch(bool ignoreTopRows) {
  StepBatch batch{.labelledImages = counted("labelled", {2, 3, 64, 64}) * 2,
                  .labels = (counted("labels", {2, 64, 64}) > 0.5).to(torch::kLong),
                  .unlabelledImages = counted("unlabelled", {2, 3, 64, 64}) * 2};
  // make_golden.py: supervised sees four ignored rows; the others see them as road.
  batch.labels.slice(1, 0, 4).fill_(ignoreTopRows ? 255 : 1);
  return batch;
}

void expectClose(double ours, double theirs, double scale, const std::string& what) {
  EXPECT_NEAR(ours, theirs, 1e-4 * std::max(1.0, scale)) << what;
}

/// Weights and BatchNorm statistics of a network against PyTorch's sum, sum of magnitudes and first value of each.
void expectStateEqualsPyTorch(const NamedNetwork& named, const TensorMap& expected, const std::string& prefix) {
  auto tensors = named.network->named_parameters();
  for (auto& item : named.network->named_buffers()) tensors.insert(item.key(), item.value());
  for (const auto& item : tensors) {
    if (item.key().ends_with("num_batches_tracked")) continue;
    const std::string name = prefix + named.name + "/" + item.key();
    const torch::Tensor sums = expected.at(name);
    const torch::Tensor t = item.value().to(torch::kDouble);
    const auto magnitude = sums[1].item<double>();
    expectClose(t.sum().item<double>(), sums[0].item<double>(), magnitude, name);
    expectClose(t.abs().sum().item<double>(), magnitude, magnitude, name);
    expectClose(t.flatten()[0].item<double>(), sums[2].item<double>(), 1.0, name);
  }
}

/// One optimizer step from equal weights gives PyTorch's loss, weights and statistics, and two more its losses.
void expectStepsEqualPyTorch(const std::string& golden, Method& method, bool ignoreTopRows) {
  const TensorMap expected = readWeights(std::string(MACADAM_GOLDEN_DIR) + "/steps.pt").tensors;
  const StepBatch batch = countedBatch(ignoreTopRows);
  Sgd optimizer({.momentum = 0.9, .weightDecay = 1e-4});
  for (const NamedNetwork& named : method.trainedNetworks()) optimizer.add(named.name, *named.network);
  for (int i = 1; i <= 3; ++i) {
    optimizer.zeroGradients();
    const torch::Tensor loss = method.step(batch, {}).losses.total();
    const auto theirs = expected.at(golden + ".loss" + std::to_string(i)).item<double>();
    // Rectifiers and pseudo-labels near their threshold flip by rounding, so later losses agree less well.
    EXPECT_NEAR(loss.item<double>(), theirs, (i == 1 ? 1e-4 : 1e-2) * theirs) << "loss " << i;
    loss.backward();
    optimizer.step(0.01);
    if (i > 1) continue;
    for (const NamedNetwork& named : method.trainedNetworks()) expectStateEqualsPyTorch(named, expected, golden + ".");
  }
}

}  // namespace

TEST(GoldenStep, SupervisedEqualsPyTorch) {
  Supervised method({network("student", kResNet18)});
  expectStepsEqualPyTorch("supervised", method, true);
}

TEST(GoldenStep, CpsEqualsPyTorch) {
  CrossSupervision method({network("student", kResNet18), network("student2", kResNet18)}, 1.5, Scope::Both);
  expectStepsEqualPyTorch("cps", method, false);
}

TEST(GoldenStep, CmsEqualsPyTorch) {
  CrossSupervision method({network("teacher1", kResNet34), network("teacher2", kSegNet)}, 1.5, Scope::Both);
  expectStepsEqualPyTorch("cms", method, false);
}

TEST(GoldenStep, SslkdWithFoldedTeachersEqualsPyTorch) {
  Sslkd method(network("student", kResNet18),
               {frozenNetwork("teacher1", kResNet34), frozenNetwork("teacher2", kSegNet)}, {});
  expectStepsEqualPyTorch("sslkd", method, false);
}

}  // namespace macadam
