#include "train/evaluate.h"

#include "eval/road_metrics.h"
#include "nn/compat.h"

#include <torch/torch.h>

#include <algorithm>

namespace macadam {
namespace {

constexpr double kConfident = 0.9;

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

torch::Tensor roadProbabilityByWindows(Network& network, const torch::Tensor& image, const torch::Device& device,
                                       std::int64_t side) {
  const std::int64_t height = image.size(1), width = image.size(2);
  if (height <= side && width <= side) return roadProbability(network, image, device);
  torch::NoGradGuard noGrad;
  torch::Tensor whole = torch::empty({height, width});
  for (std::int64_t top = 0; top < height; top += side) {
    for (std::int64_t left = 0; left < width; left += side) {
      const std::int64_t rows = std::min(side, height - top), columns = std::min(side, width - left);
      const std::int64_t seenTop = std::max<std::int64_t>(0, top + rows - side);
      const std::int64_t seenLeft = std::max<std::int64_t>(0, left + columns - side);
      const torch::Tensor window = image.slice(1, seenTop, top + rows).slice(2, seenLeft, left + columns).contiguous();
      const torch::Tensor seen = roadProbability(network, window, device);
      whole.slice(0, top, top + rows)
          .slice(1, left, left + columns)
          .copy_(seen.slice(0, top - seenTop).slice(1, left - seenLeft));
    }
  }
  return whole;
}

std::vector<NetworkScore> evaluateNetworks(const std::vector<NamedNetwork>& networks, EvaluationTiles& tiles,
                                           const torch::Device& device, std::int64_t viewSide,
                                           const std::stop_token& stop,
                                           const std::function<void(std::int64_t)>& beforeTile) {
  std::vector<std::unique_ptr<EvaluationMode>> modes;
  std::vector<NetworkScore> scores;
  for (const NamedNetwork& named : networks) {
    modes.push_back(std::make_unique<EvaluationMode>(*named.network));
    scores.push_back({.network = named.name});
  }
  for (std::int64_t index = 0; index < tiles.count(); ++index) {
    if (stop.stop_requested()) return {};
    if (beforeTile) beforeTile(index);
    const EvaluationTile tile = tiles.tile(index);
    for (std::size_t i = 0; i < networks.size(); ++i) {
      const torch::Tensor probability = roadProbabilityByWindows(*networks[i].network, tile.image, device, viewSide);
      scores[i].perSample.push_back(countTensors(probability > 0.5, tile.label));
      scores[i].pooled += scores[i].perSample.back();
    }
  }
  return scores;
}

std::optional<double> judgedIou(const std::vector<NetworkScore>& scores, const std::vector<std::string>& judges) {
  double sum = 0.0;
  for (const NetworkScore& score : scores) {
    if (std::ranges::find(judges, score.network) == judges.end()) continue;
    const std::optional<double> iou = roadMetrics(score.pooled).iou;
    if (!iou) return std::nullopt;
    sum += *iou;
  }
  return sum / static_cast<double>(judges.size());
}

PseudoLabelQuality measurePseudoLabels(const PseudoLabelLogits& logits, const StepBatch& batch) {
  torch::NoGradGuard noGrad;
  std::vector<torch::Tensor> sources{probabilities(logits.first)};
  if (logits.second.defined()) sources.push_back(probabilities(logits.second));
  const torch::Tensor firstLabels = hardLabels(sources.front());
  const torch::Tensor valid =
      batch.unlabelledValid.defined() ? batch.unlabelledValid : torch::ones_like(firstLabels).ne(0);
  if (!valid.any().item<bool>()) return {};

  PseudoLabelQuality quality;
  const auto shareOf = [&](const torch::Tensor& holds) {
    return holds.masked_select(valid).to(torch::kFloat).mean().item<double>();
  };
  if (sources.size() == 2) quality.agreement = shareOf(firstLabels.eq(hardLabels(sources.back())));
  if (logits.rule == PseudoLabelLogits::Rule::Mean && sources.size() == 2) {
    sources = {(sources.front() + sources.back()) / 2.0};
  }
  Confusion counts;
  const torch::Tensor unknown = valid.logical_not().to(torch::kCPU);  // as the hidden labels
  for (const torch::Tensor& source : sources) {
    quality.confidentShare += shareOf(source.amax(1).gt(kConfident)) / static_cast<double>(sources.size());
    if (batch.hiddenLabels.defined()) {
      counts += countTensors(hardLabels(source), batch.hiddenLabels.masked_fill(unknown, kIgnore));
    }
  }
  if (counts.total() > 0) quality.againstTruth = counts;
  return quality;
}

}  // namespace macadam
