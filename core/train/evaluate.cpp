#include "train/evaluate.h"

#include "eval/road_metrics.h"
#include "nn/compat.h"
#include "train/shared_cores.h"

#include <torch/torch.h>

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr double kConfident = 0.9;
/// Small windows pass together, which is faster, and takes no more memory than a tile of 512².
constexpr std::int64_t kPixelsAtOnce = 512 * 512;

Confusion countTensors(const torch::Tensor& prediction, const torch::Tensor& label) {
  const torch::Tensor a = prediction.to(torch::kCPU, torch::kUInt8).contiguous();
  const torch::Tensor b = label.to(torch::kCPU, torch::kUInt8).contiguous();
  return countPixels(a.data_ptr<std::uint8_t>(), b.data_ptr<std::uint8_t>(), a.numel());
}

/// N×H×W on the CPU, of normalised images N×3×H×W.
torch::Tensor ofImages(Network& network, const torch::Tensor& images, const torch::Device& device) {
  torch::NoGradGuard noGrad;
  const CudaAutocast autocast(device);
  return probabilities(network.forward(images.to(device)).logits).select(1, 1).to(torch::kCPU);
}

}  // namespace

torch::Tensor roadProbabilityByWindows(Network& network, const torch::Tensor& image, const torch::Device& device,
                                       std::int64_t side) {
  const std::int64_t height = image.size(1), width = image.size(2);
  const std::int64_t rows = std::min(side, height), columns = std::min(side, width);
  std::vector<std::pair<std::int64_t, std::int64_t>> corners;  // of the pixels that a window gives
  for (std::int64_t top = 0; top < height; top += rows) {
    for (std::int64_t left = 0; left < width; left += columns) corners.emplace_back(top, left);
  }
  const auto firstOf = [](std::int64_t start, std::int64_t length, std::int64_t end) {
    return std::min(start, end - length);
  };

  torch::Tensor whole = torch::empty({height, width});
  const auto windowsAtOnce = static_cast<std::size_t>(std::max<std::int64_t>(1, kPixelsAtOnce / (rows * columns)));
  for (std::size_t begin = 0; begin < corners.size(); begin += windowsAtOnce) {
    const std::size_t end = std::min(begin + windowsAtOnce, corners.size());
    std::vector<torch::Tensor> windows;
    for (std::size_t i = begin; i < end; ++i) {
      const auto [top, left] = corners[i];
      windows.push_back(
          image.narrow(1, firstOf(top, rows, height), rows).narrow(2, firstOf(left, columns, width), columns));
    }
    const torch::Tensor seen = ofImages(network, torch::stack(windows), device);
    shareCores();
    for (std::size_t i = begin; i < end; ++i) {
      const auto [top, left] = corners[i];
      const torch::Tensor given = seen[static_cast<std::int64_t>(i - begin)]
                                      .slice(0, top - firstOf(top, rows, height))
                                      .slice(1, left - firstOf(left, columns, width));
      whole.slice(0, top, top + given.size(0)).slice(1, left, left + given.size(1)).copy_(given);
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
  if (logits.sources.empty()) return {};
  std::vector<torch::Tensor> sources;
  for (const torch::Tensor& source : logits.sources) sources.push_back(probabilities(source));
  const torch::Tensor firstLabels = hardLabels(sources.front());
  const torch::Tensor valid =
      batch.unlabelledValid.defined() ? batch.unlabelledValid : torch::ones_like(firstLabels).ne(0);
  if (!valid.any().item<bool>()) return {};

  PseudoLabelQuality quality;
  const auto shareOf = [&](const torch::Tensor& holds) {
    return holds.masked_select(valid).to(torch::kFloat).mean().item<double>();
  };
  if (sources.size() > 1) {
    torch::Tensor agree = torch::ones_like(valid);
    for (const torch::Tensor& source : sources) agree = agree.logical_and(firstLabels.eq(hardLabels(source)));
    quality.agreement = shareOf(agree);
  }
  if (logits.rule == PseudoLabelLogits::Rule::Mean) sources = {torch::stack(sources).mean(0)};
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
