#include "data/augment.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace macadam {
namespace {

struct Draws {
  double scale, x, y;  // in [0, 1)
  bool flipX, flipY;
  int quarterTurns;
  double brightness, contrast, saturation;  // in [-1, 1)
};

Draws draw(RandomStream& random) {
  Draws draws{};
  draws.scale = random.uniform();
  draws.x = random.uniform();
  draws.y = random.uniform();
  const auto orientation = static_cast<int>(random.uniform() * 16.0);
  draws.flipX = (orientation & 1) != 0;
  draws.flipY = (orientation & 2) != 0;
  draws.quarterTurns = orientation >> 2;
  draws.brightness = random.uniform(-1.0, 1.0);
  draws.contrast = random.uniform(-1.0, 1.0);
  draws.saturation = random.uniform(-1.0, 1.0);
  return draws;
}

cv::Matx22d orientationOf(const Draws& draws, const AugmentSpec& spec) {
  cv::Matx22d orientation = cv::Matx22d::eye();
  if (spec.flips && draws.flipX) orientation = orientation * cv::Matx22d(-1, 0, 0, 1);
  if (spec.flips && draws.flipY) orientation = orientation * cv::Matx22d(1, 0, 0, -1);
  for (int i = 0; spec.quarterTurns && i < draws.quarterTurns; ++i)
    orientation = orientation * cv::Matx22d(0, -1, 1, 0);
  return orientation;
}

/// Where the source has the pixels of the result: one map for scale, crop, flips and turns.
cv::Matx23d sourceOf(const Draws& draws, const AugmentSpec& spec, cv::Size source, int tileSize) {
  const double scale = spec.minimumScale + (spec.maximumScale - spec.minimumScale) * draws.scale;
  const double step = 1.0 / scale;
  const double side = tileSize * step;
  // Whole pixels, so that a cut at scale 1 is not blurred. Negative where the tile is smaller than the cut.
  const cv::Vec2d corner(std::round(draws.x * (source.width - side)), std::round(draws.y * (source.height - side)));

  const cv::Matx22d turn = step * orientationOf(draws, spec);
  const cv::Vec2d middle(0.5 * side, 0.5 * side);
  const double half = 0.5 * (tileSize - 1);  // pixel centres lie half a pixel inside
  const cv::Vec2d offset = corner + middle - cv::Vec2d(0.5, 0.5) - turn * cv::Vec2d(half, half);
  return {turn(0, 0), turn(0, 1), offset[0], turn(1, 0), turn(1, 1), offset[1]};
}

/// Saturation, contrast and brightness as one linear map of RGB.
cv::Matx34f colourMap(const Draws& draws, const AugmentSpec& spec) {
  const double saturation = 1.0 + spec.saturation * draws.saturation;
  const double contrast = 1.0 + spec.contrast * draws.contrast;
  const double brightness = 1.0 + spec.brightness * draws.brightness;
  const cv::Vec3d luma(0.299, 0.587, 0.114);
  cv::Matx34f map;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const double own = row == column ? saturation : 0.0;
      map(row, column) = static_cast<float>(brightness * contrast * (own + (1.0 - saturation) * luma[column]));
    }
    map(row, 3) = static_cast<float>(brightness * 128.0 * (1.0 - contrast));
  }
  return map;
}

}  // namespace

Tile augment(const Tile& tile, const AugmentSpec& spec, int tileSize, RandomStream& random) {
  const Draws draws = draw(random);
  const cv::Matx23d source = sourceOf(draws, spec, tile.image.size(), tileSize);
  const cv::Size size(tileSize, tileSize);

  Tile result;
  cv::warpAffine(tile.image, result.image, source, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REFLECT_101);
  cv::transform(result.image, result.image, colourMap(draws, spec));
  if (!tile.mask.empty()) {
    cv::warpAffine(tile.mask, result.mask, source, size, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                   cv::Scalar::all(255));
  }
  return result;
}

}  // namespace macadam
