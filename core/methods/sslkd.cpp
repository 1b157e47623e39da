#include "methods/sslkd.h"

#include "eval/confusion.h"
#include "nn/compat.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <optional>
#include <utility>

namespace macadam {
namespace {

/// The rows of a tensor over labelled then unlabelled images that a scope names.
torch::Tensor within(Scope scope, const torch::Tensor& all, std::int64_t labelled) {
  switch (scope) {
    case Scope::Labelled:
      return all.narrow(0, 0, labelled);
    case Scope::Unlabelled:
      return all.narrow(0, labelled, all.size(0) - labelled);
    case Scope::Both:
      break;
  }
  return all;
}

}  // namespace

Sslkd::Sslkd(NamedNetwork student, NamedNetwork teacher1, NamedNetwork teacher2, const SslkdSpec& spec)
    : student_(std::move(student)), teacher1_(std::move(teacher1)), teacher2_(std::move(teacher2)), spec_(spec) {}

Sslkd::Lesson Sslkd::teach(const torch::Tensor& images) const {
  torch::NoGradGuard noGrad;
  std::optional<WithoutAutocast> exact;
  if (spec_.teacherPrecision == TeacherPrecision::Float32) exact.emplace();
  const Network::Output first = teacher1_.network->forward(images);
  const Network::Output second = teacher2_.network->forward(images);
  return {.features = first.features,
          .probabilities = (probabilities(first.logits) + probabilities(second.logits)).div_(2.0),
          .logits1 = first.logits,
          .logits2 = second.logits};
}

StepResult Sslkd::step(const StepBatch& batch, const Progress&) {
  const std::int64_t labelledCount = batch.labelledImages.size(0);
  const std::int64_t unlabelledCount = batch.unlabelledImages.size(0);
  // Frozen teachers normalise by fixed statistics, so one pass over both halves equals two.
  const Lesson lesson = teach(torch::cat({batch.labelledImages, batch.unlabelledImages}));

  const auto [labelled, unlabelled] = forwardBoth(*student_.network, batch.labelledImages, batch.unlabelledImages);
  const torch::Tensor studentFeatures = torch::cat({labelled.features, unlabelled.features});
  const torch::Tensor studentProbabilities =
      torch::cat({probabilities(labelled.logits), probabilities(unlabelled.logits)});

  const torch::Tensor unlabelledValid = batch.unlabelledValid.defined()
                                            ? batch.unlabelledValid
                                            : torch::ones({unlabelledCount, batch.labels.size(1), batch.labels.size(2)},
                                                          batch.labels.options().dtype(torch::kBool));
  const torch::Tensor valid = torch::cat({batch.labels.ne(kIgnore), unlabelledValid});
  const torch::Tensor pseudoLabels =
      hardLabels(lesson.probabilities.narrow(0, labelledCount, unlabelledCount), unlabelledValid);

  StepResult result;
  result.losses.add("supervised " + student_.name, crossEntropy(labelled.logits, batch.labels));
  if (spec_.featureWeight > 0.0) {
    const torch::Tensor teacher = within(spec_.featuresOn, lesson.features, labelledCount).to(torch::kFloat);
    const torch::Tensor student = within(spec_.featuresOn, studentFeatures, labelledCount).to(torch::kFloat);
    result.losses.add("features", meanAbsoluteError(student, teacher), spec_.featureWeight);
  }
  result.losses.add("probabilities",
                    meanAbsoluteError(within(spec_.probabilitiesOn, studentProbabilities, labelledCount),
                                      within(spec_.probabilitiesOn, lesson.probabilities, labelledCount),
                                      within(spec_.probabilitiesOn, valid, labelledCount)),
                    spec_.probabilityWeight);
  result.losses.add("pseudo-label " + student_.name, crossEntropy(unlabelled.logits, pseudoLabels),
                    spec_.pseudoLabelWeight);
  result.pseudoLabels = {lesson.logits1.narrow(0, labelledCount, unlabelledCount),
                         lesson.logits2.narrow(0, labelledCount, unlabelledCount)};
  return result;
}

}  // namespace macadam
