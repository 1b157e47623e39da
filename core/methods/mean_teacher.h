#pragma once

#include "methods/plan.h"
#include "nn/tensor_random.h"

#include <utility>

namespace macadam {

/// Adds Gaussian noise of one strength to all images.
class InputNoise : public torch::nn::Module, public DrawsAtRandom {
 public:
  explicit InputNoise(double deviation) : deviation_(deviation) {}
  torch::Tensor added(const torch::Tensor& images) const;
  void drawFrom(std::shared_ptr<TensorRandom> random) override { random_ = std::move(random); }

 private:
  double deviation_;
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
};

/// Mean Teacher (Tarvainen & Valpola 2017): CE(S(x_l + n), y) + w(t)·MSE(softmax S(x + n), softmax A(x + n′)), x
/// labelled and unlabelled, A the running average of S; the true average as long as that is shorter (their reference
/// code). The average passes in training mode, without gradient.
class MeanTeacher : public Method {
 public:
  /// Both halves of a batch, as one of the two networks sees them.
  struct View {
    torch::Tensor labelled;
    torch::Tensor unlabelled;
  };

  MeanTeacher(NamedNetwork student, NamedNetwork average, const MeanTeacherSpec& spec);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  /// A step with given views.
  StepResult learn(const StepBatch& batch, const View& ofStudent, const View& ofAverage, const Progress& progress);
  void afterStep(const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return {student_}; }
  std::vector<NamedNetwork> averagedNetworks() const override { return {average_}; }
  std::vector<NamedModule> auxiliaryModules() const override { return {{"noise", noise_}}; }

 private:
  NamedNetwork student_;
  NamedNetwork average_;
  MeanTeacherSpec spec_;
  std::shared_ptr<InputNoise> noise_;
};

std::vector<Phase> plan(const RunSpec& spec, const MeanTeacherSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
