#include "methods/gct.h"

#include "base/random.h"
#include "methods/flaw_maps.h"
#include "methods/ramp.h"
#include "nn/two_batches.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

#include <utility>

namespace macadam {
namespace {

constexpr double kKeptSquare = 0.99;  // of the detector's Adam: Ke et al., reference code

/// The enclosing block's passes teach what comes before a module, and not the module.
class Untaught {
 public:
  explicit Untaught(torch::nn::Module& module) : parameters_(module.parameters()) { setTaught(false); }
  ~Untaught() { setTaught(true); }
  Untaught(const Untaught&) = delete;
  Untaught& operator=(const Untaught&) = delete;

 private:
  void setTaught(bool isTaught) {
    for (torch::Tensor& parameter : parameters_) parameter.set_requires_grad(isTaught);
  }

  std::vector<torch::Tensor> parameters_;
};

}  // namespace

Gct::Gct(std::vector<NamedNetwork> networks, std::shared_ptr<FlawDetector> detector, const GctSpec& spec,
         double detectorRate)
    : networks_(std::move(networks)), detector_(std::move(detector)), spec_(spec), detectorRate_(detectorRate) {}

std::vector<NamedModule> Gct::auxiliaryModules() const {
  return {{"detector", detector_, NamedModule::OwnOptimizer{AdamWRule{.squareKeep = kKeptSquare}, detectorRate_}}};
}

std::array<torch::Tensor, 2> Gct::targets(const std::array<torch::Tensor, 2>& probabilities,
                                          const std::array<torch::Tensor, 2>& flaws, double threshold) {
  const FlawComparison flaw = compareFlaws(flaws[0], flaws[1], threshold);
  const torch::Tensor first = probabilities[0].detach(), second = probabilities[1].detach();
  return {torch::where(flaw.firstIsBetter, first, second), torch::where(flaw.secondIsBetter, second, first)};
}

StepResult Gct::step(const StepBatch& batch, const Progress& progress) {
  const torch::Tensor images = torch::cat({batch.labelledImages, batch.unlabelledImages});
  const torch::Tensor valid = validPixels(batch);
  const std::int64_t labelledImages = batch.labelledImages.size(0);
  const torch::Tensor knownLabels = valid.narrow(0, 0, labelledImages);

  StepResult result;
  std::array<torch::Tensor, 2> said, flawMaps, cleaned;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto [labelled, unlabelled] =
        forwardBoth(*networks_[i].network, batch.labelledImages, batch.unlabelledImages);
    result.losses.add("supervised " + networks_[i].name, labelledError(labelled.logits, batch.labels));
    said[i] = probabilities(torch::cat({labelled.logits, unlabelled.logits}));
    flawMaps[i] = detector_->forward(images, said[i].detach());
    cleaned[i] = cleanedFlaws(flawMaps[i]);
  }

  const std::array<torch::Tensor, 2> target = targets(said, cleaned, spec_.flawThreshold);
  const torch::Tensor bothAreWrong = compareFlaws(cleaned[0], cleaned[1], spec_.flawThreshold).bothAreWrong;
  const double consistencyWeight =
      spec_.consistencyWeight * sigmoidRamp(progress.iteration, progress.iterations, spec_.rampFraction);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string& name = networks_[i].name;
    result.losses.add("consistency " + name, meanSquaredError(said[i], target[i], valid), consistencyWeight);
    const Untaught detector(*detector_);
    const torch::Tensor flaws = detector_->forward(images, said[i]) * bothAreWrong;
    result.losses.add("flaws " + name, meanSquaredError(flaws, torch::zeros_like(flaws), valid),
                      spec_.correctionWeight);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const torch::Tensor truth = trueFlaws(said[i].detach().narrow(0, 0, labelledImages), batch.labels, spec_.dilations);
    result.losses.add("detector " + networks_[i].name,
                      meanSquaredError(flawMaps[i].narrow(0, 0, labelledImages), truth, knownLabels),
                      spec_.detectorWeight / 2.0);
  }
  const torch::Tensor ofStudent = target[0].narrow(0, labelledImages, batch.unlabelledImages.size(0));
  result.pseudoLabels = {{ofStudent.clamp_min(1e-12).log()}};
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const GctSpec& method, const std::string&) {
  Phase phase{.name = "student"};
  for (const Part& part : partsOf(method)) phase.trained.push_back(planned(spec, part));
  phase.judgedBy = {"student"};
  // The detector is as narrow as the networks that it judges; ours.
  const int channels = scaledChannels(64, spec.networks.student.width);
  const double rate = method.detectorLearningRate / spec.schedule.learningRate;
  phase.stages.push_back(
      {"student GCT", method.iterations, [method, channels, rate, seed = spec.seed](const PhaseNetworks& networks) {
         TensorRandom initial(streamKey(seed, "flaw detector"));
         auto detector = std::make_shared<FlawDetector>(kClasses, channels, initial);
         return std::make_unique<Gct>(networks.trained, std::move(detector), method, rate);
       }});
  return {phase};
}

}  // namespace macadam
