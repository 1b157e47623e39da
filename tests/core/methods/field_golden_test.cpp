#include "methods/ael.h"
#include "methods/cgssl.h"
#include "methods/cross_supervision.h"
#include "methods/cross_teaching.h"
#include "methods/fixmatch.h"
#include "methods/mean_teacher.h"
#include "methods/unimatch.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "support/golden.h"
#include "support/pixel_network.h"
#include "train/sgd.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <functional>

namespace macadam {
namespace {

// What make_golden_methods.py gives the methods.

NamedNetwork pixelNetwork(const std::string& name, const std::string& weights) {
  auto network = std::make_shared<PixelNetwork>();
  fillCounted(*network, weights);
  return {name, network};
}

std::vector<NamedNetwork> students(int count) {
  std::vector<NamedNetwork> networks;
  for (int i = 1; i <= count; ++i) {
    const std::string name = i == 1 ? "student" : "student" + std::to_string(i);
    networks.push_back(pixelNetwork(name, name));
  }
  return networks;
}

StepBatch countedBatch() {
  StepBatch batch{.labelledImages = counted("labelled", {2, 3, 8, 8}) * 2,
                  .labels = (counted("labels", {2, 8, 8}) > 0.2).to(torch::kLong),
                  .unlabelledImages = counted("unlabelled", {2, 3, 8, 8}) * 2,
                  .unlabelledValid = counted("valid", {2, 8, 8}) > -0.8};
  batch.labels.slice(1, 0, 2).fill_(255);
  return batch;
}

torch::Tensor boxAt(torch::Tensor boxes, int image, int top, int left, int height, int width) {
  boxes[image].narrow(0, top, height).narrow(1, left, width).fill_(true);
  return boxes;
}

torch::Tensor noBoxes() {
  return torch::zeros({2, 8, 8}, torch::kBool);
}

const torch::Tensor kFirstBoxes = boxAt(boxAt(noBoxes(), 0, 2, 1, 4, 4), 1, 0, 4, 3, 4);
const torch::Tensor kSecondBoxes = boxAt(boxAt(noBoxes(), 0, 5, 5, 3, 2), 1, 1, 0, 6, 5);

StrongView strongView(const std::string& name, const torch::Tensor& boxes) {
  return {mixed(counted("unlabelled", {2, 3, 8, 8}) * 2 + 0.3 * counted(name, {2, 3, 8, 8}), boxes), boxes};
}

void expectClose(const torch::Tensor& ours, const torch::Tensor& theirs, const std::string& what) {
  EXPECT_TRUE(torch::allclose(ours, theirs, 1e-4, 1e-5)) << what << ": " << ours << " but " << theirs;
}

using Step = std::function<StepResult(const StepBatch&, const Progress&)>;

/// Three optimizer steps from equal weights give PyTorch's losses and weights.
void expectStepsEqualPyTorch(const std::string& name, Method& method, const Step& step) {
  const TensorMap expected = readWeights(golden("methods.pt")).tensors;
  const StepBatch batch = countedBatch();
  Sgd optimizer({.momentum = 0.9, .weightDecay = 1e-4});
  for (const NamedNetwork& named : method.trainedNetworks()) optimizer.add(named.name, *named.network);
  for (int i = 0; i < 3; ++i) {
    optimizer.zeroGradients();
    const Progress progress{.iteration = i, .iterations = 4};
    const torch::Tensor loss = step(batch, progress).losses.total();
    expectClose(loss, expected.at(name + ".loss" + std::to_string(i + 1)), "loss " + std::to_string(i + 1));
    loss.backward();
    optimizer.step(0.1);
    method.afterStep(progress);
  }
  std::vector<NamedNetwork> networks = method.trainedNetworks();
  for (const NamedNetwork& averaged : method.averagedNetworks()) networks.push_back(averaged);
  for (const NamedNetwork& named : networks) {
    for (const auto& item : named.network->named_parameters()) {
      const std::string key = named.name + "/" + item.key();
      expectClose(item.value(), expected.at(name + "." + key), key);
    }
  }
}

}  // namespace

TEST(GoldenFieldStep, FixMatchEqualsPyTorch) {
  FixMatch method(students(1)[0], 1.0, 0.75);
  expectStepsEqualPyTorch("fixmatch", method, [&](const StepBatch& batch, const Progress&) {
    return method.learn(batch, strongView("strong1", kFirstBoxes));
  });
}

TEST(GoldenFieldStep, FlexMatchEqualsPyTorch) {
  auto status = std::make_shared<LearningStatus>(0.5);
  FixMatch method(students(1)[0], 1.0, 0.75, status);
  torch::Tensor thresholds;
  expectStepsEqualPyTorch("flexmatch", method, [&](const StepBatch& batch, const Progress&) {
    thresholds = status->thresholds(0.75);
    return method.learn(batch, strongView("strong1", kFirstBoxes));
  });
  expectClose(thresholds, readWeights(golden("methods.pt")).tensors.at("flexmatch.thresholds"), "thresholds");
}

TEST(GoldenFieldStep, UniMatchEqualsPyTorch) {
  const NamedNetwork student = students(1)[0];
  UniMatch method(student, {.threshold = 0.75});
  expectStepsEqualPyTorch("unimatch", method, [&](const StepBatch& batch, const Progress&) {
    const Levels levels = student.network->encode(batch.unlabelledImages);
    Levels perturbed = levels;
    perturbed.maps.back() = levels.features() * (counted("kept", {2, 4, 1, 1}) > 0).to(torch::kFloat) * 2;
    return method.learn(batch, {strongView("strong1", kFirstBoxes), strongView("strong2", kSecondBoxes)}, levels,
                        perturbed);
  });
}

TEST(GoldenFieldStep, MeanTeacherEqualsPyTorch) {
  MeanTeacher method(students(1)[0], pixelNetwork("average", "student"),
                     {.weight = 20.0, .rampFraction = 0.5, .keep = 0.6});
  expectStepsEqualPyTorch("mean_teacher", method, [&](const StepBatch& batch, const Progress& progress) {
    const auto view = [&](const std::string& noise) {
      const torch::Tensor added = 0.1 * counted(noise, {4, 3, 8, 8});
      return MeanTeacher::View{batch.labelledImages + added.narrow(0, 0, 2),
                               batch.unlabelledImages + added.narrow(0, 2, 2)};
    };
    return method.learn(batch, view("noise1"), view("noise2"), progress);
  });
}

TEST(GoldenFieldStep, AelEqualsPyTorch) {
  Ael method(students(1)[0], pixelNetwork("average", "student"),
             {.weight = 1.5, .keep = 0.6, .bankKeep = 0.5, .confidencePower = 2.0, .samplingPower = 2.0});
  const auto numbers = [](const std::string& name) { return (counted(name, {2, 8, 8}) + 1) / 2; };
  expectStepsEqualPyTorch("ael", method, [&](const StepBatch& batch, const Progress&) {
    torch::Tensor pastes = noBoxes();
    pastes[0] = batch.labels[1].eq(1);
    return method.learn(batch, method.prepare(batch, pastes),
                        {.boxes = kFirstBoxes, .labelled = numbers("numbers1"), .unlabelled = numbers("numbers2")},
                        1.5);
  });
  const torch::Tensor confidence = method.auxiliaryModules()[0].module->named_buffers()["confidence"];
  expectClose(confidence, readWeights(golden("methods.pt")).tensors.at("ael.confidence"), "confidence");
}

TEST(GoldenFieldStep, CrossTeachingEqualsPyTorch) {
  CrossTeaching method(students(2), 0.1, 1.0);
  expectStepsEqualPyTorch("cross_teaching", method, [&](const StepBatch& batch, const Progress& progress) {
    return method.step(batch, progress);
  });
}

TEST(GoldenFieldStep, CgsslEqualsPyTorch) {
  Cgssl method(students(3), 1.5);
  expectStepsEqualPyTorch(
      "cgssl", method, [&](const StepBatch& batch, const Progress& progress) { return method.step(batch, progress); });
}

TEST(GoldenFieldStep, CpsWithCutMixEqualsPyTorch) {
  CrossSupervision method(students(2), 1.5, Scope::Unlabelled, std::make_shared<CutMix>(kBoxesOfCps));
  expectStepsEqualPyTorch("cps_cutmix", method,
                          [&](const StepBatch& batch, const Progress&) { return method.learn(batch, kFirstBoxes); });
}

TEST(GoldenFieldStep, CpsOfThreeNetworksEqualsPyTorch) {
  CrossSupervision method(students(3), 1.5, Scope::Both);
  expectStepsEqualPyTorch(
      "n_cps", method, [&](const StepBatch& batch, const Progress& progress) { return method.step(batch, progress); });
}

}  // namespace macadam
