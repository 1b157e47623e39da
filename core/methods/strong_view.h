#pragma once

#include "methods/cut_mix.h"

#include <torch/types.h>

namespace macadam {

/// What happens to the colours of each image of a batch, N×1×1×1 each; in this order.
struct ColourChange {
  torch::Tensor brightness;  ///< Factor.
  torch::Tensor contrast;    ///< Factor on the distance to the image's mean grey.
  torch::Tensor saturation;  ///< Factor on the distance to the pixel's grey.
  torch::Tensor hue;         ///< Turns of the colour circle.
  torch::Tensor grey;        ///< bool: whether no colour is left.
  torch::Tensor blur;        ///< Standard deviation in pixels; 0 leaves the image sharp.
};

/// Draws them as UniMatch's reference code for segmentation does (as in FixMatch's strong view, without its geometry):
/// jitter of 0.5, 0.5, 0.5 and 0.25 at probability 0.8, grey at 0.2, blur of 0.1 to 2 pixels at 0.5.
ColourChange drawColourChange(std::int64_t images, const torch::Device& device, TensorRandom& random);

/// Normalised images N×3×H×W (nn/network.h) in other colours, normalised again. Which change comes first is fixed, and
/// in the reference code drawn.
torch::Tensor recoloured(const torch::Tensor& images, const ColourChange& change);

/// Images that are harder to read than their weak view, pixel upon pixel.
struct StrongView {
  torch::Tensor images;  ///< N×3×H×W, mixed already.
  torch::Tensor boxes;   ///< N×H×W bool, by which labels and validity are mixed.
};

/// Draws the strong views of a step.
class StrongViews : public torch::nn::Module, public DrawsAtRandom {
 public:
  StrongView draw(const torch::Tensor& images);
  void drawFrom(std::shared_ptr<TensorRandom> random) override { random_ = std::move(random); }

 private:
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
};

}  // namespace macadam
