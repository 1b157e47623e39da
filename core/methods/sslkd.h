#pragma once

#include "methods/method.h"

namespace macadam {

/// Semi-supervised knowledge distillation (paper, step 2): two frozen teachers teach the student by their
/// features, probabilities and labels: L_sup + L_f + L_p + L_unsup.
class Sslkd : public Method {
 public:
  /// Both teachers are in evaluation mode; teacher 1 has the student's feature shape when features are taught.
  Sslkd(NamedNetwork student, NamedNetwork teacher1, NamedNetwork teacher2, const SslkdSpec& spec);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return {student_}; }
  std::vector<NamedNetwork> frozenNetworks() const override { return {teacher1_, teacher2_}; }

 private:
  /// What the teachers say of a batch; no part of any graph.
  struct Lesson {
    torch::Tensor features;       ///< Teacher 1's.
    torch::Tensor probabilities;  ///< Mean of both.
    torch::Tensor logits1;
    torch::Tensor logits2;
  };
  Lesson teach(const torch::Tensor& images) const;

  NamedNetwork student_;
  NamedNetwork teacher1_;
  NamedNetwork teacher2_;
  SslkdSpec spec_;
};

}  // namespace macadam
