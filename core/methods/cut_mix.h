#pragma once

#include "nn/tensor_random.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <memory>
#include <utility>

namespace macadam {

/// How boxes for CutMix (Yun et al. 2019) are drawn; the defaults are those of UniMatch's reference code.
struct BoxRule {
  int boxes = 1;             ///< In an image; where two overlap, the image's own pixels stay.
  double probability = 0.5;  ///< That an image has any.
  double smallest = 0.02;    ///< Area of a box as a share of the image's.
  double largest = 0.4;
};

/// Three boxes that together cover a quarter to a half, in every image: CPS with CutMix (Chen et al., reference code).
inline constexpr BoxRule kBoxesOfCps{.boxes = 3, .probability = 1.0, .smallest = 0.25 / 3.0, .largest = 0.5 / 3.0};

/// N×H×W bool on the device of images N×C×H×W: the pixels of each that come from another. Sides are to each other as
/// 0.3 to 1/0.3, as in UniMatch's reference code.
torch::Tensor drawBoxes(const torch::Tensor& images, const BoxRule& rule, TensorRandom& random);

/// N×C×H×W or N×H×W whose pixels in the boxes N×H×W are those of the batch's row before, and of the last row for the
/// first. The partner is ours: the reference codes take it from a second batch.
torch::Tensor mixed(const torch::Tensor& rows, const torch::Tensor& boxes);

/// Draws the boxes of a step.
class CutMix : public torch::nn::Module, public DrawsAtRandom {
 public:
  explicit CutMix(const BoxRule& rule) : rule_(rule) {}
  torch::Tensor draw(const torch::Tensor& images) { return drawBoxes(images, rule_, *random_); }
  void drawFrom(std::shared_ptr<TensorRandom> random) override { random_ = std::move(random); }

 private:
  BoxRule rule_;
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
};

}  // namespace macadam
