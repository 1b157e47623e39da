#include "nn/interpolate.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

torch::Tensor interpolationMatrix(std::int64_t out, std::int64_t in) {
  torch::Tensor matrix = torch::zeros({out, in});
  auto weights = matrix.accessor<float, 2>();
  const double step = static_cast<double>(in) / static_cast<double>(out);
  for (std::int64_t i = 0; i < out; ++i) {
    const double position = std::max(0.0, (static_cast<double>(i) + 0.5) * step - 0.5);
    const auto low = static_cast<std::int64_t>(position);
    const auto fraction = static_cast<float>(position - static_cast<double>(low));
    weights[i][low] += 1.0f - fraction;
    weights[i][std::min(low + 1, in - 1)] += fraction;
  }
  return matrix;
}

torch::Tensor meansMatrix(std::int64_t out, std::int64_t in) {
  torch::Tensor matrix = torch::zeros({out, in});
  for (std::int64_t i = 0; i < out; ++i) {
    const std::int64_t begin = i * in / out, end = ((i + 1) * in + out - 1) / out;
    matrix[i].slice(0, begin, end).fill_(1.0 / static_cast<double>(end - begin));
  }
  return matrix;
}

}  // namespace

BilinearResize::BilinearResize() : MatrixResize(interpolationMatrix) {}
RegionMeans::RegionMeans() : MatrixResize(meansMatrix) {}

torch::Tensor MatrixResize::operator()(const torch::Tensor& x, std::int64_t height, std::int64_t width) {
  if (x.size(2) == height && x.size(3) == width) return x;
  const torch::Tensor& rows = matrix(height, x.size(2), x.device());
  const torch::Tensor& columns = matrix(width, x.size(3), x.device());
  return torch::matmul(rows, torch::matmul(x.to(torch::kFloat), columns.t())).to(x.scalar_type());
}

const torch::Tensor& MatrixResize::matrix(std::int64_t out, std::int64_t in, const torch::Device& device) {
  torch::Tensor& kept = matrices_[{out, in}];
  if (!kept.defined() || kept.device() != device) {
    torch::NoGradGuard noGrad;
    kept = make_(out, in).to(device);
  }
  return kept;
}

}  // namespace macadam
