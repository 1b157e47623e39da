#pragma once

#include "methods/distillation/feature_projection.h"
#include "methods/plan.h"

namespace macadam {

/// Semi-supervised knowledge distillation (paper, step 2): frozen teachers teach the student by their
/// features, probabilities and labels: L_sup + L_f + L_p + L_unsup, and by further terms where they have a weight
/// (distillation/).
class Sslkd : public Method {
 public:
  /// @param teachers in evaluation mode; the first has the student's feature shape when features are compared as they
  /// are @param projection brings the student's features to that shape; null where they are compared as they are
  Sslkd(NamedNetwork student, std::vector<NamedNetwork> teachers, const SslkdSpec& spec,
        std::shared_ptr<FeatureProjection> projection = nullptr);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return {student_}; }
  std::vector<NamedNetwork> frozenNetworks() const override { return teachers_; }
  std::vector<NamedModule> auxiliaryModules() const override;

 private:
  /// What the teachers say of a batch; no part of any graph.
  struct Lesson {
    torch::Tensor features;       ///< The first teacher's.
    torch::Tensor probabilities;  ///< The mean of all.
    std::vector<torch::Tensor> logits;
  };
  Lesson teach(const torch::Tensor& images) const;
  torch::Tensor featureLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& valid,
                            std::int64_t labelledCount) const;

  NamedNetwork student_;
  std::vector<NamedNetwork> teachers_;
  SslkdSpec spec_;
  std::shared_ptr<FeatureProjection> projection_;
};

std::vector<Phase> plan(const RunSpec& spec, const SslkdSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
