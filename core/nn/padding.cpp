#include "nn/padding.h"

#include <torch/torch.h>

namespace macadam {
namespace {

std::int64_t missing(std::int64_t side, std::int64_t stride) {
  return (stride - side % stride) % stride;
}

/// `added` more rows (dimension 2) or columns (3), each a copy of the one as far on this side of the border.
torch::Tensor mirrored(const torch::Tensor& x, std::int64_t dimension, std::int64_t added) {
  if (added == 0) return x;
  const std::int64_t side = x.size(dimension);
  const torch::Tensor place = torch::arange(side + added, torch::kLong).remainder(2 * side);
  return x.index_select(dimension, torch::minimum(place, 2 * side - 1 - place).to(x.device()));
}

}  // namespace

Padding paddingTo(std::int64_t stride, std::int64_t height, std::int64_t width) {
  return {.bottom = missing(height, stride), .right = missing(width, stride)};
}

torch::Tensor padded(const torch::Tensor& x, const Padding& padding) {
  if (padding.bottom == 0 && padding.right == 0) return x;
  return mirrored(mirrored(x, 2, padding.bottom), 3, padding.right).contiguous(x.suggest_memory_format());
}

torch::Tensor cropped(const torch::Tensor& x, std::int64_t height, std::int64_t width) {
  return x.narrow(2, 0, height).narrow(3, 0, width);
}

}  // namespace macadam
