#include "methods/sslkd.h"

#include "eval/confusion.h"
#include "methods/cross_supervision.h"
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

Sslkd::Sslkd(NamedNetwork student, std::vector<NamedNetwork> teachers, const SslkdSpec& spec)
    : student_(std::move(student)), teachers_(std::move(teachers)), spec_(spec) {}

Sslkd::Lesson Sslkd::teach(const torch::Tensor& images) const {
  torch::NoGradGuard noGrad;
  std::optional<WithoutAutocast> exact;
  if (spec_.teacherPrecision == TeacherPrecision::Float32) exact.emplace();
  Lesson lesson;
  for (const NamedNetwork& teacher : teachers_) {
    const Network::Output output = teacher.network->forward(images);
    const torch::Tensor said = probabilities(output.logits);
    if (lesson.logits.empty()) lesson.features = output.features;
    lesson.probabilities = lesson.logits.empty() ? said : lesson.probabilities + said;
    lesson.logits.push_back(output.logits);
  }
  lesson.probabilities.div_(static_cast<double>(teachers_.size()));
  return lesson;
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
  for (const torch::Tensor& logits : lesson.logits) {
    result.pseudoLabels.sources.push_back(logits.narrow(0, labelledCount, unlabelledCount));
  }
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const SslkdSpec& method, const std::string& checkpointFolder) {
  std::vector<Phase> phases;
  Phase student{.name = "student"};
  if (method.teachersFrom.empty()) {
    phases = plan(spec, method.teachers, checkpointFolder);
    phases.back().bestFile = kTeachersFile;
    student.frozenFrom = checkpointFolder + "/" + kTeachersFile;
  } else {
    student.frozenFrom = method.teachersFrom;
  }
  student.trained = {planned(spec, Role::Student)};
  for (const Role teacher : rolesOf(method.teachers)) student.frozen.push_back(planned(spec, teacher));
  student.frozenPrecision = method.teacherPrecision;
  student.judgedBy = {toString(Role::Student)};
  addWarmUp(student, "student warm-up", method.warmUpIterations);
  student.stages.push_back(
      {"student SSLKD", method.iterations - method.warmUpIterations, [method](const PhaseNetworks& networks) {
         return std::make_unique<Sslkd>(networks.trained.at(0), networks.frozen, method);
       }});
  phases.push_back(std::move(student));
  return phases;
}

}  // namespace macadam
