#pragma once

#include "methods/plan.h"
#include "methods/pseudo_labels.h"
#include "nn/tensor_random.h"

#include <memory>
#include <vector>

namespace macadam {

/// How sure the student is of each class where the labels have it: running means (Hu et al. 2021). That they begin at
/// 0, where all classes are alike, and that a class that a step lacks keeps its own, are ours.
class ConfidenceBank : public torch::nn::Module {
 public:
  /// @param keep of the running means, in a step
  explicit ConfidenceBank(double keep);

  /// Takes in what the student says of labelled pixels. @param logits N×C×H×W @param labels N×H×W
  void observe(const torch::Tensor& logits, const torch::Tensor& labels);
  /// C: the probability with which a pixel of each class counts, ((1 − confidence) / max(1 − confidence))^power.
  torch::Tensor rates(double power) const;
  /// C, on the CPU: the probability with which each class is drawn, softmax((1 − confidence)^power).
  torch::Tensor chances(double power) const;

 private:
  torch::Tensor lacking() const;  ///< C: 1 − confidence.

  double keep_;
  torch::Tensor confidence_;  ///< C
};

/// Draws which pixels of a batch come from its row before (cut_mix.h), by the chances of the classes, and which count.
class AelDraws : public torch::nn::Module, public DrawsAtRandom {
 public:
  /// Adaptive Copy-Paste: N×H×W bool, the roads of the image before, where `probability` and the class drawn have it
  /// so.
  torch::Tensor pastes(const torch::Tensor& labels, const torch::Tensor& chances, double probability) const;
  /// Adaptive CutMix: N×H×W bool, in each image a box of half its area. It holds a pixel of the class drawn, where the
  /// image before has one by its labels N×H×W.
  torch::Tensor boxes(const torch::Tensor& labels, const torch::Tensor& chances) const;
  /// Numbers in [0, 1) of the shape of `like`.
  torch::Tensor numbers(const torch::Tensor& like) const;
  void drawFrom(std::shared_ptr<TensorRandom> random) override { random_ = std::move(random); }

 private:
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
};

/// Σ weight·cross-entropy over Σ weight; 0 when there is none. @param labels N×H×W int64, a class everywhere
torch::Tensor reweightedCrossEntropy(const torch::Tensor& logits, const torch::Tensor& labels,
                                     const torch::Tensor& weights);

/// AEL (Hu et al. 2021, as in their reference code): CE(S(x_l), y) + w·[R(S(x_l), A(x_l)) + R(S(mixed x_u), A(x_u))],
/// A the running average of S, x_l with pasted roads, x_u mixed by boxes. R is the cross-entropy with the average's
/// labels, weighted by their probability to a power; of a class that the student sees, only a share counts, the smaller
/// the better the class is learnt. The average passes in training mode, without gradient, and is judged.
///
/// Ours: classes are drawn for each image; partners are of the same batch, and keep their scale; boxes are set by a
/// pixel, not around a connected region; no background is pasted; pixels without label count nowhere. Plain
/// cross-entropy stands for the reference code's, which sees hard pixels alone and has an auxiliary head.
class Ael : public Method {
 public:
  /// The labelled images with what is pasted, and what the average says of them and of the unlabelled ones.
  struct Lesson {
    torch::Tensor images;
    torch::Tensor labels;
    PseudoLabels ofLabelled;
    PseudoLabels ofUnlabelled;
    torch::Tensor unlabelledLogits;
  };
  struct Draws {
    torch::Tensor boxes;       ///< M×H×W bool
    torch::Tensor labelled;    ///< N×H×W: a pixel counts where this is below its class's rate.
    torch::Tensor unlabelled;  ///< M×H×W, likewise.
  };

  Ael(NamedNetwork student, NamedNetwork average, const AelSpec& spec);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  /// @param pastes N×H×W bool
  Lesson prepare(const StepBatch& batch, const torch::Tensor& pastes);
  StepResult learn(const StepBatch& batch, const Lesson& lesson, const Draws& draws, double weight);
  void afterStep(const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return {student_}; }
  std::vector<NamedNetwork> averagedNetworks() const override { return {average_}; }
  std::vector<NamedModule> auxiliaryModules() const override { return {{"bank", bank_}, {"draws", draws_}}; }

 private:
  NamedNetwork student_;
  NamedNetwork average_;
  AelSpec spec_;
  std::shared_ptr<ConfidenceBank> bank_;
  std::shared_ptr<AelDraws> draws_ = std::make_shared<AelDraws>();
};

std::vector<Phase> plan(const RunSpec& spec, const AelSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
