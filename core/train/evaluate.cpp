#include "train/evaluate.h"

#include <torch/torch.h>

#include "eval/road_metrics.h"
#include "nn/compat.h"

namespace macadam {
namespace {

constexpr double kConfident = 0.9;

/// Puts a network into evaluation mode for a while.
class EvaluationMode {
 public:
  explicit EvaluationMode(Network& network) : network_(network), wasTraining_(network.is_training()) {
    network_.eval();
  }
  ~EvaluationMode() { network_.train(wasTraining_); }
  EvaluationMode(const EvaluationMode&) = delete;
  EvaluationMode& operator=(const EvaluationMode&) = delete;

 private:
  Network& network_;
  bool wasTraining_;
};

Confusion countTensors(const torch::Tensor& prediction, const torch::Tensor& label) {
  const torch::Tensor a = prediction.to(torch::kCPU, torch::kUInt8).contiguous();
  const torch::Tensor b = label.to(torch::kCPU, torch::kUInt8).contiguous();
  return countPixels(a.data_ptr<std::uint8_t>(), b.data_ptr<std::uint8_t>(), a.numel());
}

}  // namespace

torch::Tensor roadProbability(Network& network, const torch::Tensor& image, const torch::Device& device) {
  torch::NoGradGuard noGrad;
  const CudaAutocast autocast(device);
  const torch::Tensor logits = network.forward(image.unsqueeze(0).to(device)).logits;
  return probabilities(logits).select(1, 1).squeeze(0).to(torch::kCPU);
}

std::vector<NetworkScore> evaluateNetworks(const std::vector<NamedNetwork>& networks, EvaluationTiles& tiles,
                                           const torch::Device& device, const std::stop_token& stop) {
  std::vector<std::unique_ptr<EvaluationMode>> modes;
  std::vector<NetworkScore> scores;
  for (const NamedNetwork& named : networks) {
    modes.push_back(std::make_unique<EvaluationMode>(*named.network));
    scores.push_back({.network = named.name});
  }
  for (std::int64_t index = 0; index < tiles.count(); ++index) {
    if (stop.stop_requested()) return {};
    const EvaluationTile tile = tiles.tile(index);
    for (std::size_t i = 0; i < networks.size(); ++i) {
      const torch::Tensor probability = roadProbability(*networks[i].network, tile.image, device);
      scores[i].perSample.push_back(countTensors(probability > 0.5, tile.label));
      scores[i].pooled += scores[i].perSample.back();
    }
  }
  return scores;
}

double iouOf(const NetworkScore& score) { return roadMetrics(score.pooled).iou.value_or(0.0); }

PseudoLabelQuality measurePseudoLabels(const PseudoLabelLogits& logits, const StepBatch& batch) {
  torch::NoGradGuard noGrad;
  torch::Tensor mean = probabilities(logits.first);
  PseudoLabelQuality quality;
  if (logits.second.defined()) {
    quality.agreement = hardLabels(logits.first).eq(hardLabels(logits.second)).to(torch::kFloat).mean().item<double>();
    mean = (mean + probabilities(logits.second)) / 2.0;
  }
  quality.confidentShare = mean.amax(1).gt(kConfident).to(torch::kFloat).mean().item<double>();
  if (batch.hiddenLabels.defined()) {
    const Confusion counts = countTensors(hardLabels(mean), batch.hiddenLabels);
    if (counts.total() > 0) quality.againstTruth = counts;
  }
  return quality;
}

}  // namespace macadam
