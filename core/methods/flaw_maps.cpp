#include "methods/flaw_maps.h"

#include "eval/confusion.h"
#include "nn/compat.h"

#include <torch/torch.h>

#include <algorithm>

namespace macadam {
namespace {

/// Each image stretched so that its lowest value is 0 and its highest 1.
torch::Tensor stretched(const torch::Tensor& maps) {
  const torch::Tensor lowest = maps.amin({1, 2, 3}, /*keepdim=*/true), highest = maps.amax({1, 2, 3}, true);
  return (maps - lowest) / (highest - lowest + 1e-9);
}

std::int64_t sideOf(const torch::Tensor& maps) {
  return std::min(maps.size(2), maps.size(3));
}

}  // namespace

torch::Tensor gaussianBlurred(const torch::Tensor& maps, std::int64_t taps) {
  const WithoutAutocast inFloat;
  const std::int64_t half = taps / 2;
  const double deviation = 0.3 * (static_cast<double>(half) - 1.0) + 0.8;
  const torch::Tensor place = torch::arange(-half, half + 1, maps.options());
  torch::Tensor kernel = (-place.square() / (2.0 * deviation * deviation)).exp();
  kernel = kernel / kernel.sum();
  const torch::Tensor goneOn = torch::reflection_pad2d(maps, {half, half, half, half});
  return torch::conv2d(torch::conv2d(goneOn, kernel.view({1, 1, taps, 1})), kernel.view({1, 1, 1, taps}));
}

std::int64_t blurTaps(std::int64_t side, std::int64_t parts) {
  return side / parts | 1;
}

torch::Tensor trueFlaws(const torch::Tensor& probabilities, const torch::Tensor& labels, int dilations) {
  const torch::NoGradGuard noGrad;
  const torch::Tensor known = labels.ne(kIgnore).unsqueeze(1);
  const torch::Tensor truth =
      torch::one_hot(labels.masked_fill(labels.eq(kIgnore), 0), probabilities.size(1)).permute({0, 3, 1, 2});
  torch::Tensor flaws = (truth - probabilities).abs().sum(1, /*keepdim=*/true) * known;
  const std::int64_t side = sideOf(flaws);
  flaws = gaussianBlurred(flaws, blurTaps(side, 8));
  for (int i = 0; i < dilations; ++i) {
    flaws = gaussianBlurred(torch::max_pool2d(flaws, 3, /*stride=*/1, /*padding=*/1), blurTaps(side, 4));
  }
  return stretched(flaws);
}

torch::Tensor cleanedFlaws(const torch::Tensor& maps) {
  const torch::NoGradGuard noGrad;
  constexpr double kLeast = 0.1;
  const torch::Tensor blurred = gaussianBlurred(maps.detach().clamp_min(0.0), blurTaps(sideOf(maps), 16));
  return stretched(blurred) * blurred.amax({1, 2, 3}, /*keepdim=*/true).gt(kLeast);
}

FlawComparison compareFlaws(const torch::Tensor& first, const torch::Tensor& second, double threshold) {
  const torch::NoGradGuard noGrad;
  const torch::Tensor firstIsWrong = first.gt(threshold), secondIsWrong = second.gt(threshold);
  const torch::Tensor ofFirst = first.masked_fill(firstIsWrong, 1.0), ofSecond = second.masked_fill(secondIsWrong, 1.0);
  return {.firstIsBetter = ofFirst.le(ofSecond),
          .secondIsBetter = ofSecond.le(ofFirst),
          .bothAreWrong = firstIsWrong.logical_and(secondIsWrong)};
}

}  // namespace macadam
