#include "methods/cross_supervision.h"

#include "eval/confusion.h"
#include "methods/without_gradient.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <utility>

namespace macadam {
namespace {

enum class Mixing { None, CutMix };

Stage crossStage(std::string name, std::int64_t iterations, double weight, Scope pseudoLabelsOn,
                 Mixing mixing = Mixing::None) {
  return {std::move(name), iterations, [=](const PhaseNetworks& networks) {
            auto cutMix = mixing == Mixing::CutMix ? std::make_shared<CutMix>(kBoxesOfCps) : nullptr;
            return std::make_unique<CrossSupervision>(networks.trained, weight, pseudoLabelsOn, std::move(cutMix));
          }};
}

/// A network's logits on the tiles that pseudo-labels are made for, and the labels that it gives to the others there.
struct Opinion {
  torch::Tensor logits;
  torch::Tensor labels;
};

/// Sum of one network's errors against the labels of each other.
torch::Tensor errorAgainstOthers(const std::vector<Opinion>& opinions, std::size_t one) {
  torch::Tensor sum;
  for (std::size_t other = 0; other < opinions.size(); ++other) {
    if (other == one) continue;
    const torch::Tensor error = crossEntropy(opinions[one].logits, opinions[other].labels);
    sum = sum.defined() ? sum + error : error;
  }
  return sum;
}

/// What each network says of images before it is taught on them.
std::vector<torch::Tensor> saidOf(const std::vector<NamedNetwork>& networks, const torch::Tensor& images) {
  const WithoutGradient pass;
  std::vector<torch::Tensor> logits;
  for (const NamedNetwork& named : networks) logits.push_back(named.network->forward(images).logits);
  return logits;
}

}  // namespace

CrossSupervision::CrossSupervision(std::vector<NamedNetwork> networks, double weight, Scope pseudoLabelsOn,
                                   std::shared_ptr<CutMix> cutMix)
    : networks_(std::move(networks)), weight_(weight), pseudoLabelsOn_(pseudoLabelsOn), cutMix_(std::move(cutMix)) {}

std::vector<NamedModule> CrossSupervision::auxiliaryModules() const {
  if (!cutMix_) return {};
  return {{"cutmix", cutMix_}};
}

StepResult CrossSupervision::step(const StepBatch& batch, const Progress&) {
  return learn(batch, cutMix_ ? cutMix_->draw(batch.unlabelledImages) : torch::Tensor());
}

StepResult CrossSupervision::learn(const StepBatch& batch, const torch::Tensor& boxes) {
  const bool readsUnlabelled = pseudoLabelsOn_ != Scope::Labelled;
  const bool mixes = boxes.defined();
  std::vector<torch::Tensor> said;  // on the unlabelled tiles as they are
  if (mixes) said = saidOf(networks_, batch.unlabelledImages);
  const torch::Tensor unlabelledImages = mixes ? mixed(batch.unlabelledImages, boxes) : batch.unlabelledImages;
  const torch::Tensor unlabelledValid =
      mixes && batch.unlabelledValid.defined() ? mixed(batch.unlabelledValid, boxes) : batch.unlabelledValid;
  StepResult result;
  std::vector<std::array<Network::Output, 2>> outputs;
  for (const NamedNetwork& named : networks_) {
    outputs.push_back(readsUnlabelled
                          ? forwardBoth(*named.network, batch.labelledImages, unlabelledImages)
                          : std::array<Network::Output, 2>{named.network->forward(batch.labelledImages), {}});
  }
  for (std::size_t i = 0; i < networks_.size(); ++i) {
    result.losses.add("supervised " + networks_[i].name, labelledError(outputs[i][0].logits, batch.labels));
  }
  if (!mixes && readsUnlabelled) {
    for (const auto& [labelled, unlabelled] : outputs) said.push_back(unlabelled.logits.detach());
  }

  std::vector<Opinion> opinions;
  for (std::size_t i = 0; i < networks_.size(); ++i) {
    const auto& [labelled, unlabelled] = outputs[i];
    std::vector<torch::Tensor> logits, labels;
    if (pseudoLabelsOn_ != Scope::Unlabelled) {
      logits.push_back(labelled.logits);
      labels.push_back(hardLabels(labelled.logits, batch.labels.ne(kIgnore)));
    }
    if (readsUnlabelled) {
      logits.push_back(unlabelled.logits);
      labels.push_back(hardLabels(mixes ? mixed(said[i], boxes) : said[i], unlabelledValid));
    }
    opinions.push_back({torch::cat(logits), torch::cat(labels)});
  }
  const double share = weight_ / static_cast<double>(networks_.size() - 1);
  for (std::size_t i = 0; i < networks_.size(); ++i) {
    result.losses.add("pseudo-label " + networks_[i].name, errorAgainstOthers(opinions, i), share);
  }
  if (readsUnlabelled) result.pseudoLabels = {std::move(said), PseudoLabelLogits::Rule::EachOther};
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const CpsSpec& method, const std::string&) {
  Phase phase{.name = "student"};
  for (const Part& part : partsOf(method)) phase.trained.push_back(planned(spec, part));
  phase.judgedBy = {"student"};
  addWarmUp(phase, "student warm-up", method.warmUpIterations);
  phase.stages.push_back(crossStage("student CPS", method.iterations - method.warmUpIterations, method.weight,
                                    method.pseudoLabelsOn, method.cutMix ? Mixing::CutMix : Mixing::None));
  return {phase};
}

std::vector<Phase> plan(const RunSpec& spec, const CmsSpec& method, const std::string&) {
  const std::vector<Role> roles = rolesOf(method);
  const bool trainsStudent = std::ranges::find(roles, Role::Student) != roles.end();
  Phase phase{.name = trainsStudent ? "student" : "teachers"};
  for (const Role role : roles) phase.trained.push_back(planned(spec, role));
  for (const Part& part : partsOf(method)) {
    if (part.isReported) phase.judgedBy.push_back(part.name);
  }
  addWarmUp(phase, phase.name + " supervised", method.warmUpIterations);
  phase.stages.push_back(crossStage(phase.name + " CMS", method.iterations - method.warmUpIterations, method.weight,
                                    method.pseudoLabelsOn));
  return {phase};
}

}  // namespace macadam
