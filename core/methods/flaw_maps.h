#pragma once

#include <torch/types.h>

namespace macadam {

/// What GCT (Ke et al. 2020, and their reference code) makes of flaws; nothing here has a gradient.

/// N×1×H×W blurred by a Gaussian kernel of an odd number of taps, its deviation 0.3·((taps − 1)/2 − 1) + 0.8; the
/// picture goes on mirrored.
torch::Tensor gaussianBlurred(const torch::Tensor& maps, std::int64_t taps);

/// The least odd number of taps that is at least the whole part of `side` / `parts`.
std::int64_t blurTaps(std::int64_t side, std::int64_t parts);

/// The flaws of probabilities N×C×H×W against labels N×H×W, N×1×H×W from 0 to 1: Σ over classes |y − p|, blurred by an
/// eighth of the side, dilated by 3×3 and blurred by a quarter as often as said, and stretched to 0 … 1 in each image.
/// Where the label is unknown there is no flaw; in the reference code there is a whole one.
torch::Tensor trueFlaws(const torch::Tensor& probabilities, const torch::Tensor& labels, int dilations);

/// A detector's map N×1×H×W made ready to be compared: nothing below 0, blurred by a sixteenth of the side, stretched
/// to 0 … 1 in each image, and 0 all over an image that has nothing above 0.1.
torch::Tensor cleanedFlaws(const torch::Tensor& maps);

/// Two networks' cleaned flaw maps, compared.
struct FlawComparison {
  torch::Tensor firstIsBetter;   ///< N×1×H×W bool: it has no more flaw than the other; where both are above the
  torch::Tensor secondIsBetter;  ///< threshold, as where they are equal, both hold.
  torch::Tensor bothAreWrong;    ///< N×1×H×W bool: both are above it.
};

FlawComparison compareFlaws(const torch::Tensor& first, const torch::Tensor& second, double threshold);

}  // namespace macadam
