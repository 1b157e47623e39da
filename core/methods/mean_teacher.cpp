#include "methods/mean_teacher.h"

#include "methods/average.h"
#include "methods/ramp.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <algorithm>

namespace macadam {

torch::Tensor InputNoise::added(const torch::Tensor& images) const {
  return images + torch::empty_like(images).normal_(0.0, deviation_, random_->on(images.device()));
}

MeanTeacher::MeanTeacher(NamedNetwork student, NamedNetwork average, const MeanTeacherSpec& spec)
    : student_(std::move(student)),
      average_(std::move(average)),
      spec_(spec),
      noise_(std::make_shared<InputNoise>(spec.noise)) {}

StepResult MeanTeacher::step(const StepBatch& batch, const Progress& progress) {
  const View ofStudent{noise_->added(batch.labelledImages), noise_->added(batch.unlabelledImages)};
  const View ofAverage{noise_->added(batch.labelledImages), noise_->added(batch.unlabelledImages)};
  return learn(batch, ofStudent, ofAverage, progress);
}

StepResult MeanTeacher::learn(const StepBatch& batch, const View& ofStudent, const View& ofAverage,
                              const Progress& progress) {
  const auto target = [&] {
    torch::NoGradGuard noGrad;
    return forwardBoth(*average_.network, ofAverage.labelled, ofAverage.unlabelled);
  }();
  const auto said = forwardBoth(*student_.network, ofStudent.labelled, ofStudent.unlabelled);

  const auto both = [](const std::array<Network::Output, 2>& outputs) {
    return torch::cat({probabilities(outputs[0].logits), probabilities(outputs[1].logits)});
  };

  StepResult result;
  result.losses.add("supervised " + student_.name, labelledError(said[0].logits, batch.labels));
  result.losses.add("consistency", meanSquaredError(both(said), both(target), validPixels(batch)),
                    spec_.weight * sigmoidRamp(progress.iteration, progress.iterations, spec_.rampFraction));
  result.pseudoLabels = {{target[1].logits}};
  return result;
}

void MeanTeacher::afterStep(const Progress& progress) {
  const auto step = static_cast<double>(progress.iteration + 1);
  follow(*average_.network, *student_.network, std::min(1.0 - 1.0 / (step + 1.0), spec_.keep));
}

std::vector<Phase> plan(const RunSpec& spec, const MeanTeacherSpec& method, const std::string&) {
  Phase phase = studentPhase(spec);
  phase.averaged = {planned(spec, partsOf(method).front())};
  phase.judgedBy = {phase.averaged.front().name};
  phase.stages.push_back({"student Mean Teacher", method.iterations, [method](const PhaseNetworks& networks) {
                            return std::make_unique<MeanTeacher>(networks.trained.at(0), networks.averaged.at(0),
                                                                 method);
                          }});
  return {phase};
}

}  // namespace macadam
