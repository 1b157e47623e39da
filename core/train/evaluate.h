#pragma once

#include "methods/method.h"
#include "train/events.h"
#include "train/training_data.h"

#include <torch/types.h>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace macadam {

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

/// Road probability H×W on the CPU of one normalised image 3×H×W; the network must be in evaluation mode. It sees
/// windows of `side` from the top left corner on, each pixel once; a last window that would reach beyond the image is
/// pushed back and gives the pixels that are still missing.
torch::Tensor roadProbabilityByWindows(Network& network, const torch::Tensor& image, const torch::Device& device,
                                       std::int64_t side);

/// Counts every network's predictions on every tile, each tile decoded once and seen by windows of `viewSide`; the
/// networks come back in the mode that they came in. A stop request ends it early with empty scores.
/// @param beforeTile is told which comes next.
std::vector<NetworkScore> evaluateNetworks(const std::vector<NamedNetwork>& networks, EvaluationTiles& tiles,
                                           const torch::Device& device, std::int64_t viewSide,
                                           const std::stop_token& stop = {},
                                           const std::function<void(std::int64_t)>& beforeTile = {});

/// Mean of the pooled IoU of the road class over the networks that `judges` names; empty where one of them has none,
/// since nothing was road and nothing was taken for it.
std::optional<double> judgedIou(const std::vector<NetworkScore>& scores, const std::vector<std::string>& judges);

/// Pseudo-labels of one step against each other and against the held-back labels.
PseudoLabelQuality measurePseudoLabels(const PseudoLabelLogits& logits, const StepBatch& batch);

}  // namespace macadam
