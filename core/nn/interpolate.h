#pragma once

#include <torch/types.h>

#include <map>
#include <utility>

namespace macadam {

/// Bilinear resizing (PyTorch's `align_corners=False`) as products with two fixed matrices.
///
/// Its gradient is a product too, and so the same in every run, which CUDA's own bilinear backward is not.
/// The matrices are kept per size; one object serves one network on one thread.
class BilinearResize {
 public:
  /// N×C×h×w to N×C×height×width, computed in float, in the type of `x`.
  torch::Tensor operator()(const torch::Tensor& x, std::int64_t height, std::int64_t width);

 private:
  const torch::Tensor& matrix(std::int64_t out, std::int64_t in, const torch::Device& device);

  std::map<std::pair<std::int64_t, std::int64_t>, torch::Tensor> matrices_;
};

}  // namespace macadam
