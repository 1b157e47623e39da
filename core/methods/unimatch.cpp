#include "methods/unimatch.h"

#include "methods/pseudo_labels.h"
#include "methods/without_gradient.h"

#include <torch/torch.h>

#include <utility>

namespace macadam {

Levels LevelDropout::dropped(Levels levels) const {
  const double kept = 1.0 - probability_;
  for (torch::Tensor& map : levels.maps) {
    if (!map.defined()) continue;
    const torch::Tensor mask = torch::empty({map.size(0), map.size(1), 1, 1}, map.options().requires_grad(false));
    map = map * mask.bernoulli_(kept, random_->on(map.device())).div_(kept);
  }
  return levels;
}

UniMatch::UniMatch(NamedNetwork network, const UniMatchSpec& spec)
    : network_(std::move(network)), spec_(spec), dropout_(std::make_shared<LevelDropout>(spec.featureDropout)) {}

StepResult UniMatch::step(const StepBatch& batch, const Progress&) {
  const StrongView first = views_->draw(batch.unlabelledImages);
  const StrongView second = views_->draw(batch.unlabelledImages);
  const Levels levels = network_.network->encode(batch.unlabelledImages);
  return learn(batch, {first, second}, levels, dropout_->dropped(levels));
}

StepResult UniMatch::learn(const StepBatch& batch, const std::array<StrongView, 2>& strong, const Levels& levels,
                           const Levels& perturbed) {
  Network& network = *network_.network;
  const std::int64_t height = batch.unlabelledImages.size(2), width = batch.unlabelledImages.size(3);
  const torch::Tensor weak = [&] {
    const WithoutGradient pass;
    return network.decode(levels, height, width);
  }();
  const PseudoLabels labels = pseudoLabelsOf(weak, batch.unlabelledValid);
  const auto errorOf = [this](const torch::Tensor& logits, const PseudoLabels& lesson) {
    return crossEntropy(logits, lesson, lesson.confidence.ge(spec_.threshold));
  };

  const torch::Tensor labelled = network.forward(batch.labelledImages).logits;
  const torch::Tensor ofPerturbed = network.decode(perturbed, height, width);
  const std::vector<torch::Tensor> ofStrong =
      network.forward(torch::cat({strong[0].images, strong[1].images})).logits.chunk(2);
  const torch::Tensor strongError =
      errorOf(ofStrong[0], mixed(labels, strong[0].boxes)) + errorOf(ofStrong[1], mixed(labels, strong[1].boxes));

  StepResult result;
  result.losses.add("supervised " + network_.name, labelledError(labelled, batch.labels));
  result.losses.add("pseudo-label " + network_.name, strongError, 0.25 * spec_.weight);
  result.losses.add("perturbed features", errorOf(ofPerturbed, labels), 0.5 * spec_.weight);
  result.pseudoLabels = {{weak}};
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const UniMatchSpec& method, const std::string&) {
  Phase phase = studentPhase(spec);
  phase.stages.push_back({"student UniMatch", method.iterations, [method](const PhaseNetworks& networks) {
                            return std::make_unique<UniMatch>(networks.trained.at(0), method);
                          }});
  return {phase};
}

}  // namespace macadam
