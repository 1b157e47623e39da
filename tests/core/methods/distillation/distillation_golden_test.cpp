#include "methods/distillation/cwd.h"
#include "methods/distillation/dist.h"
#include "methods/distillation/feature_projection.h"
#include "methods/distillation/heo.h"
#include "methods/distillation/hinton.h"
#include "methods/distillation/liu_pair.h"
#include "methods/distillation/liu_pixel.h"
#include "methods/distillation/soft_targets.h"
#include "methods/distillation/weighted_mean.h"
#include "methods/distillation/zhou.h"
#include "nn/pretrained.h"
#include "support/counted_weights.h"
#include "support/golden.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <functional>

namespace macadam {
namespace {

/// The inputs of make_golden_distillation.py.
class GoldenDistillation : public testing::Test {
 protected:
  GoldenDistillation() {
    valid[2].fill_(false);
    valid[1].slice(0, 0, 4).slice(1, 0, 4).fill_(false);
    teacherFeatures.select(1, 3).abs_();
  }

  /// Loss and gradient of the student's logits or features are PyTorch's.
  void expectEqualsPyTorch(const std::string& name, const torch::Tensor& student,
                           const std::function<torch::Tensor(const torch::Tensor&)>& loss) const {
    const torch::Tensor leaf = student.clone().requires_grad_();
    const torch::Tensor value = loss(leaf);
    value.backward();
    const auto theirs = expected.at(name + ".loss").item<double>();
    EXPECT_NEAR(value.item<double>(), theirs, 1e-5 * theirs);
    EXPECT_TRUE(torch::allclose(leaf.grad(), expected.at(name + ".gradient"), 1e-4, 1e-6)) << name;
  }

  TensorMap expected = readWeights(golden("distillation.pt")).tensors;
  torch::Tensor logits = counted("student logits", {3, 2, 8, 8}) * 3;
  std::vector<torch::Tensor> teachers{counted("teacher1 logits", {3, 2, 8, 8}) * 3,
                                      counted("teacher2 logits", {3, 2, 8, 8}) * 3};
  torch::Tensor probabilities = softTargets(teachers, 1.0);
  torch::Tensor labels = (counted("distilled labels", {3, 8, 8}) > 0.3).to(torch::kLong);
  torch::Tensor valid = counted("valid", {3, 8, 8}) > -0.4;
  torch::Tensor features = counted("student features", {3, 5, 4, 4});
  torch::Tensor teacherFeatures = counted("teacher features", {3, 5, 4, 4});
};

}  // namespace

TEST_F(GoldenDistillation, HintonEqualsPyTorch) {
  expectEqualsPyTorch("hinton", logits, [this](const torch::Tensor& student) {
    return hintonLoss(student, softTargets(teachers, 2.0), 2.0, valid);
  });
}

TEST_F(GoldenDistillation, HeoEqualsPyTorch) {
  expectEqualsPyTorch("heo", features, [this](const torch::Tensor& student) {
    return heoLoss(student, teacherFeatures, validShares(valid, 4, 4));
  });
}

TEST_F(GoldenDistillation, ZhouEqualsPyTorch) {
  expectEqualsPyTorch("zhou", logits, [this](const torch::Tensor& student) {
    return zhouLoss(student, softTargets(teachers, 2.0), probabilities, labels, 2.0, valid);
  });
}

TEST_F(GoldenDistillation, LiuPixelEqualsPyTorch) {
  expectEqualsPyTorch("liu_pixel", logits,
                      [this](const torch::Tensor& student) { return liuPixelLoss(student, probabilities, valid); });
}

TEST_F(GoldenDistillation, LiuPairEqualsPyTorch) {
  expectEqualsPyTorch("liu_pair", features, [this](const torch::Tensor& student) {
    return liuPairLoss(student, counted("other features", {3, 7, 2, 2}), 2, valid);
  });
}

TEST_F(GoldenDistillation, CwdEqualsPyTorch) {
  expectEqualsPyTorch("cwd", logits, [this](const torch::Tensor& student) {
    return cwdLoss(student, (teachers[0] + teachers[1]) / 2, 4.0, valid);
  });
}

TEST_F(GoldenDistillation, DistEqualsPyTorch) {
  expectEqualsPyTorch("dist", logits,
                      [this](const torch::Tensor& student) { return distLoss(student, probabilities, valid); });
}

TEST_F(GoldenDistillation, ProjectionEqualsPyTorch) {
  TensorRandom initial(1);
  FeatureProjection projection(5, 7, initial);
  {
    torch::NoGradGuard noGrad;
    auto parameters = projection.named_parameters();
    parameters["convolution.weight"].copy_(counted("projection weight", {7, 5, 1, 1}));
    parameters["convolution.bias"].copy_(counted("projection bias", {7}));
  }
  expectEqualsPyTorch("projection", features,
                      [&](const torch::Tensor& student) { return projection.forward(student, 6, 3).square().mean(); });
}

}  // namespace macadam
