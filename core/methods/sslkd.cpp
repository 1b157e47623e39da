#include "methods/sslkd.h"

#include "base/random.h"
#include "methods/cross_supervision.h"
#include "methods/distillation/distillation_terms.h"
#include "methods/distillation/weighted_mean.h"
#include "nn/compat.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <memory>
#include <optional>
#include <utility>

namespace macadam {
namespace {

/// Of the first teacher's features and the student's; null where they are compared as they are.
std::shared_ptr<FeatureProjection> projectionFor(const SslkdSpec& method, const PhaseNetworks& networks,
                                                 std::uint64_t seed) {
  if (!projectsFeatures(method)) return nullptr;
  TensorRandom initial(streamKey(seed, "feature projection"));
  return std::make_shared<FeatureProjection>(networks.trained.at(0).network->featureChannels(),
                                             networks.frozen.at(0).network->featureChannels(), initial);
}

}  // namespace

Sslkd::Sslkd(NamedNetwork student, std::vector<NamedNetwork> teachers, const SslkdSpec& spec,
             std::shared_ptr<FeatureProjection> projection)
    : student_(std::move(student)), teachers_(std::move(teachers)), spec_(spec), projection_(std::move(projection)) {}

std::vector<NamedModule> Sslkd::auxiliaryModules() const {
  if (projection_ == nullptr) return {};
  return {{"projection", projection_}};
}

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

/// The paper counts every position of features; projected ones are ours, and count by their valid pixels.
torch::Tensor Sslkd::featureLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& valid,
                                 std::int64_t labelledCount) const {
  const torch::Tensor theirs = within(spec_.featuresOn, teacher, labelledCount).to(torch::kFloat);
  const torch::Tensor ours = within(spec_.featuresOn, student, labelledCount).to(torch::kFloat);
  if (projection_ == nullptr) return meanAbsoluteError(ours, theirs);
  const WithoutAutocast exact;
  return weightedMean((ours - theirs).abs(),
                      validShares(within(spec_.featuresOn, valid, labelledCount), theirs.size(2), theirs.size(3)));
}

StepResult Sslkd::step(const StepBatch& batch, const Progress&) {
  const std::int64_t labelledCount = batch.labelledImages.size(0);
  const std::int64_t unlabelledCount = batch.unlabelledImages.size(0);
  // Frozen teachers normalise by fixed statistics, so one pass over both halves equals two.
  const Lesson lesson = teach(torch::cat({batch.labelledImages, batch.unlabelledImages}));

  const auto [labelled, unlabelled] = forwardBoth(*student_.network, batch.labelledImages, batch.unlabelledImages);
  const torch::Tensor ownFeatures = torch::cat({labelled.features, unlabelled.features});
  const torch::Tensor studentFeatures =
      projection_ == nullptr ? ownFeatures
                             : projection_->forward(ownFeatures, lesson.features.size(2), lesson.features.size(3));
  const torch::Tensor studentProbabilities =
      torch::cat({probabilities(labelled.logits), probabilities(unlabelled.logits)});

  const torch::Tensor valid = validPixels(batch);
  const torch::Tensor pseudoLabels = hardLabels(lesson.probabilities.narrow(0, labelledCount, unlabelledCount),
                                                valid.narrow(0, labelledCount, unlabelledCount));

  StepResult result;
  result.losses.add("supervised " + student_.name, labelledError(labelled.logits, batch.labels));
  if (spec_.featureWeight > 0.0) {
    result.losses.add("features", featureLoss(studentFeatures, lesson.features, valid, labelledCount),
                      spec_.featureWeight);
  }
  result.losses.add("probabilities",
                    meanAbsoluteError(within(spec_.probabilitiesOn, studentProbabilities, labelledCount),
                                      within(spec_.probabilitiesOn, lesson.probabilities, labelledCount),
                                      within(spec_.probabilitiesOn, valid, labelledCount)),
                    spec_.probabilityWeight);
  result.losses.add("pseudo-label " + student_.name, crossEntropy(unlabelled.logits, pseudoLabels),
                    spec_.pseudoLabelWeight);
  if (hasTerms(spec_.distillation)) {
    const Taught taught{.logits = torch::cat({labelled.logits, unlabelled.logits}),
                        .features = ownFeatures,
                        .projected = studentFeatures,
                        .teacherLogits = lesson.logits,
                        .teacherProbabilities = lesson.probabilities,
                        .teacherFeatures = lesson.features,
                        .labels = torch::cat({batch.labels, pseudoLabels}),
                        .valid = valid};
    addDistillation(spec_.distillation, taught, labelledCount, result.losses);
  }
  for (const torch::Tensor& logits : lesson.logits) {
    result.pseudoLabels.sources.push_back(logits.narrow(0, labelledCount, unlabelledCount));
  }
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const SslkdSpec& method, const std::string& checkpointFolder) {
  std::vector<Phase> phases;
  Phase student = studentPhase(spec);
  if (method.teachersFrom.empty()) {
    phases = plan(spec, method.teachers, checkpointFolder);
    phases.back().bestFile = kTeachersFile;
    student.frozenFrom = checkpointFolder + "/" + kTeachersFile;
  } else {
    student.frozenFrom = method.teachersFrom;
  }
  for (const Role teacher : rolesOf(method.teachers)) student.frozen.push_back(planned(spec, teacher));
  student.frozenPrecision = method.teacherPrecision;
  addWarmUp(student, "student warm-up", method.warmUpIterations);
  student.stages.push_back({"student SSLKD", method.iterations - method.warmUpIterations,
                            [method, seed = spec.seed](const PhaseNetworks& networks) {
                              return std::make_unique<Sslkd>(networks.trained.at(0), networks.frozen, method,
                                                             projectionFor(method, networks, seed));
                            }});
  phases.push_back(std::move(student));
  return phases;
}

}  // namespace macadam
