#pragma once

#include <torch/types.h>

#include <cstdint>

namespace macadam {

/// Rows and columns by which a picture is continued, so that both sides are whole strides of a network.
struct Padding {
  std::int64_t bottom = 0;
  std::int64_t right = 0;
};

/// The least that makes `height`×`width` multiples of `stride`.
Padding paddingTo(std::int64_t stride, std::int64_t height, std::int64_t width);

/// N×C×H×W continued by its mirror image, to and fro where a side is shorter than what is added to it.
torch::Tensor padded(const torch::Tensor& x, const Padding& padding);

/// The first rows and columns of a padded N×C×H×W: the picture that was padded.
torch::Tensor cropped(const torch::Tensor& x, std::int64_t height, std::int64_t width);

}  // namespace macadam
