#include "methods/cut_mix.h"

#include <torch/torch.h>

#include <cmath>

namespace macadam {
namespace {

constexpr double kNarrowest = 0.3;  // height to width of a box, in units of the image's sides

struct Box {
  std::int64_t top, left, height, width;
};

Box drawBox(std::int64_t height, std::int64_t width, const BoxRule& rule, TensorRandom& random) {
  const double area = random.uniform(rule.smallest, rule.largest);
  for (;;) {
    const double ratio = random.uniform(kNarrowest, 1.0 / kNarrowest);
    const auto rows = static_cast<std::int64_t>(std::sqrt(area * ratio) * static_cast<double>(height));
    const auto columns = static_cast<std::int64_t>(std::sqrt(area / ratio) * static_cast<double>(width));
    const auto top = static_cast<std::int64_t>(random.uniform(0.0, static_cast<double>(height)));
    const auto left = static_cast<std::int64_t>(random.uniform(0.0, static_cast<double>(width)));
    if (top + rows <= height && left + columns <= width) return {top, left, rows, columns};
  }
}

}  // namespace

torch::Tensor drawBoxes(const torch::Tensor& images, const BoxRule& rule, TensorRandom& random) {
  const std::int64_t height = images.size(2), width = images.size(3);
  torch::Tensor boxes = torch::zeros({images.size(0), height, width}, torch::kBool);
  for (std::int64_t image = 0; image < images.size(0); ++image) {
    if (random.uniform(0.0, 1.0) >= rule.probability) continue;
    for (int i = 0; i < rule.boxes; ++i) {
      const Box box = drawBox(height, width, rule, random);
      boxes[image].narrow(0, box.top, box.height).narrow(1, box.left, box.width).logical_not_();
    }
  }
  return boxes.to(images.device());
}

torch::Tensor mixed(const torch::Tensor& rows, const torch::Tensor& boxes) {
  const torch::Tensor comesFromOther = rows.dim() == 4 ? boxes.unsqueeze(1) : boxes;
  return torch::where(comesFromOther, rows.roll(1, 0), rows);
}

}  // namespace macadam
