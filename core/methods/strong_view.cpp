#include "methods/strong_view.h"

#include "nn/compat.h"
#include "nn/network.h"

#include <torch/torch.h>

#include <array>
#include <vector>

namespace macadam {
namespace {

constexpr std::int64_t kBlurRadius = 6;  // three standard deviations of the widest blur

torch::Tensor channels(const std::array<float, 3>& values, const torch::Tensor& like) {
  return torch::tensor({values[0], values[1], values[2]}).to(like.device()).view({1, 3, 1, 1});
}

torch::Tensor greyOf(const torch::Tensor& rgb) {
  return (rgb * channels({0.2989f, 0.587f, 0.114f}, rgb)).sum(1, /*keepdim=*/true);  // ITU-R BT.601
}

/// Moves colours away from, or closer to, what they are compared with.
torch::Tensor blended(const torch::Tensor& rgb, const torch::Tensor& with, const torch::Tensor& factor) {
  return (with + (rgb - with) * factor).clamp(0.0, 1.0);
}

/// Turns the hue of hexcone colours (HSV), whose value and saturation stay.
torch::Tensor turned(const torch::Tensor& rgb, const torch::Tensor& turns) {
  const std::vector<torch::Tensor> colour = rgb.split(1, 1);
  const torch::Tensor &red = colour[0], &green = colour[1], &blue = colour[2];
  const torch::Tensor value = rgb.amax(1, /*keepdim=*/true);
  const torch::Tensor chroma = value - rgb.amin(1, /*keepdim=*/true);
  const torch::Tensor scale = chroma.clamp_min(1e-8);
  const torch::Tensor sextant =
      torch::where(value.eq(red), (green - blue) / scale,
                   torch::where(value.eq(green), (blue - red) / scale + 2.0, (red - green) / scale + 4.0)) +
      turns * 6.0;
  std::vector<torch::Tensor> out;
  for (const double start : {5.0, 3.0, 1.0}) {
    const torch::Tensor place = torch::remainder(sextant + start, 6.0);
    out.push_back(value - chroma * torch::minimum(place, 4.0 - place).clamp(0.0, 1.0));
  }
  return torch::cat(out, 1);
}

/// Each image through its own Gaussian, the border continued.
torch::Tensor blurred(const torch::Tensor& rgb, const torch::Tensor& deviation) {
  constexpr std::array<std::int64_t, 2> kStride{1, 1}, kPadding{0, 0};
  const std::int64_t planes = rgb.size(0) * rgb.size(1);
  const torch::Tensor place = torch::arange(-kBlurRadius, kBlurRadius + 1, rgb.options()).view({1, 1, 1, -1});
  torch::Tensor kernel = torch::exp(-0.5 * (place / deviation.clamp_min(1e-3)).square());
  kernel = (kernel / kernel.sum(3, /*keepdim=*/true)).repeat_interleave(rgb.size(1), 0);
  const torch::Tensor continued =
      torch::replication_pad2d(rgb, {kBlurRadius, kBlurRadius, kBlurRadius, kBlurRadius})
          .reshape({1, planes, rgb.size(2) + 2 * kBlurRadius, rgb.size(3) + 2 * kBlurRadius});
  const torch::Tensor alongRows = torch::conv2d(continued, kernel, {}, kStride, kPadding, kStride, planes);
  return torch::conv2d(alongRows, kernel.transpose(2, 3), {}, kStride, kPadding, kStride, planes).reshape(rgb.sizes());
}

}  // namespace

ColourChange drawColourChange(std::int64_t images, const torch::Device& device, TensorRandom& random) {
  constexpr double kJitterProbability = 0.8, kGreyProbability = 0.2, kBlurProbability = 0.5;
  constexpr double kJitter = 0.5, kHue = 0.25, kSharpest = 0.1, kSoftest = 2.0;
  const auto happens = [&random](double probability) { return random.uniform(0.0, 1.0) < probability; };
  std::vector<std::array<float, 6>> rows;
  for (std::int64_t i = 0; i < images; ++i) {
    std::array<float, 6> row{1.0f, 1.0f, 1.0f, 0.0f, 0.0f, 0.0f};
    if (happens(kJitterProbability)) {
      for (std::size_t k = 0; k < 3; ++k) row[k] = static_cast<float>(random.uniform(1.0 - kJitter, 1.0 + kJitter));
      row[3] = static_cast<float>(random.uniform(-kHue, kHue));
    }
    row[4] = happens(kGreyProbability) ? 1.0f : 0.0f;
    if (happens(kBlurProbability)) row[5] = static_cast<float>(random.uniform(kSharpest, kSoftest));
    rows.push_back(row);
  }
  const torch::Tensor drawn = torch::from_blob(rows.data(), {images, 6}).clone().to(device).view({images, 6, 1, 1, 1});
  return {drawn.select(1, 0), drawn.select(1, 1),       drawn.select(1, 2),
          drawn.select(1, 3), drawn.select(1, 4).ne(0), drawn.select(1, 5)};
}

torch::Tensor recoloured(const torch::Tensor& images, const ColourChange& change) {
  const WithoutAutocast exact;
  torch::NoGradGuard noGrad;
  const torch::Tensor mean = channels(kImageMean, images), deviation = channels(kImageStandardDeviation, images);
  torch::Tensor rgb = (images * deviation + mean).clamp(0.0, 1.0);
  rgb = (rgb * change.brightness).clamp(0.0, 1.0);
  rgb = blended(rgb, greyOf(rgb).mean({2, 3}, /*keepdim=*/true), change.contrast);
  rgb = blended(rgb, greyOf(rgb), change.saturation);
  rgb = turned(rgb, change.hue);
  rgb = torch::where(change.grey, greyOf(rgb), rgb);
  rgb = blurred(rgb, change.blur);
  return ((rgb - mean) / deviation).contiguous(images.suggest_memory_format());
}

StrongView StrongViews::draw(const torch::Tensor& images) {
  const torch::Tensor changed = recoloured(images, drawColourChange(images.size(0), images.device(), *random_));
  const torch::Tensor boxes = drawBoxes(images, {}, *random_);
  return {mixed(changed, boxes), boxes};
}

}  // namespace macadam
