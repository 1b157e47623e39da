#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

namespace macadam {

/// The named terms of a step's loss; the total is derived from them.
class Losses {
 public:
  struct Term {
    std::string name;
    torch::Tensor value;  ///< Scalar, before weighting.
    double weight;
  };

  void add(std::string name, torch::Tensor value, double weight = 1.0);
  torch::Tensor total() const;
  const std::vector<Term>& terms() const { return terms_; }

 private:
  std::vector<Term> terms_;
};

/// Mean cross-entropy of logits N×C×H×W against labels N×H×W int64 over the valid pixels; 0 when there are none.
torch::Tensor crossEntropy(const torch::Tensor& logits, const torch::Tensor& labels);

/// Σ w·cross-entropy / Σ w over the valid pixels, w = `roadWeight` where the label is road and 1 elsewhere
/// (torch.nn.CrossEntropyLoss with weights of classes); 0 when there are none.
torch::Tensor roadWeightedCrossEntropy(const torch::Tensor& logits, const torch::Tensor& labels, double roadWeight);

/// Σ weight·cross-entropy over the valid pixels, over their number; 0 when there are none.
/// @param labels N×H×W int64, a class everywhere @param weights N×H×W @param valid N×H×W bool
torch::Tensor weightedCrossEntropy(const torch::Tensor& logits, const torch::Tensor& labels,
                                   const torch::Tensor& weights, const torch::Tensor& valid);

/// Mean over the classes of 1 − 2·Σ p·y / (Σ p² + Σ y²) of probabilities N×C×H×W and labels N×H×W, over the valid
/// pixels of the whole batch; 0 when there are none.
torch::Tensor diceError(const torch::Tensor& probabilities, const torch::Tensor& labels);

/// Road's part of it (Milletari et al. 2016); 0 where no valid pixel is road, as in segmentation_models_pytorch.
torch::Tensor roadDiceError(const torch::Tensor& probabilities, const torch::Tensor& labels);

/// Class probabilities in float, whatever the type of the logits.
torch::Tensor probabilities(const torch::Tensor& logits);

/// The winning class of logits or probabilities N×C×H×W as labels N×H×W, detached; 255 where `valid` is false.
torch::Tensor hardLabels(const torch::Tensor& scores, const torch::Tensor& valid = {});

/// Mean of |a − b| over N×C×H×W, or over the pixels where `valid` N×H×W holds; 0 when there are none.
torch::Tensor meanAbsoluteError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& valid = {});

/// Mean of (a − b)², likewise.
torch::Tensor meanSquaredError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& valid = {});

}  // namespace macadam
