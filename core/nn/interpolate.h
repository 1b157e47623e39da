#pragma once

#include <torch/types.h>

#include <map>
#include <utility>

namespace macadam {

/// Resizing as products with two fixed matrices, one for rows and one for columns.
///
/// Its gradient is a product too, and so the same in every run, which that of CUDA's own resizing and pooling is not.
/// The matrices are kept per size; one object serves one network on one thread.
class MatrixResize {
 public:
  /// N×C×h×w to N×C×height×width, computed in float, in the type of `x`.
  torch::Tensor operator()(const torch::Tensor& x, std::int64_t height, std::int64_t width);

 protected:
  /// The matrix `out`×`in` of one direction.
  using Make = torch::Tensor (*)(std::int64_t out, std::int64_t in);
  explicit MatrixResize(Make make) : make_(make) {}

 private:
  const torch::Tensor& matrix(std::int64_t out, std::int64_t in, const torch::Device& device);

  Make make_;
  std::map<std::pair<std::int64_t, std::int64_t>, torch::Tensor> matrices_;
};

/// Bilinear resizing: PyTorch's `align_corners=False`.
class BilinearResize : public MatrixResize {
 public:
  BilinearResize();
};

/// Means over regions that cover a map, neighbours sharing a row where it does not divide: PyTorch's adaptive pooling.
class RegionMeans : public MatrixResize {
 public:
  RegionMeans();
};

}  // namespace macadam
