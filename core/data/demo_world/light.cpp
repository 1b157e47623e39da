#include "data/demo_world/light.h"

#include <opencv2/imgproc.hpp>

namespace macadam::demo_world {
namespace {

struct Sun {
  Point towards;    ///< Unit vector on the ground.
  float elevation;  ///< Radians.
};

Sun drawSun(RandomStream& random) {
  const float azimuth = uniform(random, 0.0F, kFullTurn);
  return {directionOf(azimuth), uniform(random, 0.55F, 1.05F)};
}

/// Up to which height each sample lies in shadow, for a sun that stands mostly along y: rows are swept from the sun
/// onwards, each from the one before it, `slope` columns aside and `fall` metres lower.
cv::Mat1f sweepShadow(const cv::Mat1f& height, bool sunBelow, float slope, float fall) {
  cv::Mat1f shadow(height.size());
  const int rows = height.rows;
  const int columns = height.cols;
  const float whole = std::floor(slope);
  const float part = slope - whole;
  const int shift = static_cast<int>(whole);
  for (int i = 0; i < rows; ++i) {
    const int y = sunBelow ? rows - 1 - i : i;
    const int before = i == 0 ? y : (sunBelow ? y + 1 : y - 1);
    for (int x = 0; x < columns; ++x) {
      if (i == 0) {
        shadow(y, x) = 0.0F;
        continue;
      }
      const int left = std::clamp(x + shift, 0, columns - 1);
      const int right = std::clamp(x + shift + 1, 0, columns - 1);
      const float fromLeft = std::max(height(before, left), shadow(before, left));
      const float fromRight = std::max(height(before, right), shadow(before, right));
      shadow(y, x) = fromLeft + part * (fromRight - fromLeft) - fall;
    }
  }
  return shadow;
}

cv::Mat1f shadowHeight(const cv::Mat1f& height, const Sun& sun) {
  const bool alongY = std::abs(sun.towards.y) >= std::abs(sun.towards.x);
  const float major = alongY ? sun.towards.y : sun.towards.x;
  const float minor = alongY ? sun.towards.x : sun.towards.y;
  const float fall = std::tan(sun.elevation) / std::abs(major) / kSamplesPerMetre;
  if (alongY) return sweepShadow(height, major > 0.0F, minor / std::abs(major), fall);
  cv::Mat1f turned;
  cv::transpose(height, turned);
  cv::Mat1f shadow = sweepShadow(turned, major > 0.0F, minor / std::abs(major), fall);
  cv::transpose(shadow, turned);
  return turned;
}

cv::Mat3f illuminate(const Canvas& canvas, const Sun& sun, float ambient) {
  const cv::Mat1f shadow = shadowHeight(canvas.height, sun);
  const Colour sky = Colour(0.86F, 0.96F, 1.18F) * ambient;
  const float flat = std::sin(sun.elevation);
  const float low = std::cos(sun.elevation);
  cv::Mat3f lit(canvas.colour.size());
  for (int y = 0; y < lit.rows; ++y) {
    const int above = std::max(y - 1, 0);
    const int below = std::min(y + 1, lit.rows - 1);
    for (int x = 0; x < lit.cols; ++x) {
      const int left = std::max(x - 1, 0);
      const int right = std::min(x + 1, lit.cols - 1);
      const float dx = std::clamp(canvas.height(y, right) - canvas.height(y, left), -1.3F, 1.3F);
      const float dy = std::clamp(canvas.height(below, x) - canvas.height(above, x), -1.3F, 1.3F);
      const float facing =
          (flat - low * (dx * sun.towards.x + dy * sun.towards.y)) / std::sqrt(1.0F + dx * dx + dy * dy);
      const float direct = std::clamp(facing / flat, 0.0F, 1.45F);
      const float inSun = std::clamp(1.0F - (shadow(y, x) - canvas.height(y, x)) / 0.7F, 0.0F, 1.0F);
      lit(y, x) = canvas.colour(y, x).mul(sky + grey((1.0F - ambient) * direct * inSun));
    }
  }
  return lit;
}

struct Camera {
  float blur;  ///< Standard deviation in pixels.
  float noise;
  float contrast;
  float haze;
  Colour cast;
};

Camera drawCamera(RandomStream& random) {
  Camera camera{.blur = uniform(random, 0.35F, 0.75F),
                .noise = uniform(random, 0.006F, 0.022F),
                .contrast = uniform(random, 0.92F, 1.25F),
                .haze = uniform(random, -0.02F, 0.045F)};
  const float exposure = uniform(random, 0.85F, 1.15F);
  const float warmth = uniform(random, -0.05F, 0.07F);
  const float green = uniform(random, -0.01F, 0.025F);
  camera.cast = exposure * Colour(1.0F + warmth, 1.0F + green, 1.0F - warmth);
  return camera;
}

/// About normal with standard deviation 1: the sum of four 16-bit uniforms.
float fastNormal(RandomStream& random) {
  const std::uint64_t bits = random.next();
  const auto sum = (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48);
  return (static_cast<float>(sum) / 65535.0F - 2.0F) * 1.732F;
}

}  // namespace

cv::Mat photograph(const Canvas& canvas, RandomStream random) {
  const Sun sun = drawSun(random);
  const float ambient = uniform(random, 0.30F, 0.48F);
  const Camera camera = drawCamera(random);

  cv::Mat3f exposed;
  cv::resize(illuminate(canvas, sun, ambient), exposed, {}, 1.0 / kSamplesPerMetre, 1.0 / kSamplesPerMetre,
             cv::INTER_AREA);
  cv::GaussianBlur(exposed, exposed, {5, 5}, camera.blur);

  cv::Mat3b picture(exposed.size());
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const float brightness = camera.noise * fastNormal(random);
      for (int channel = 0; channel < 3; ++channel) {
        const float tinted = exposed(y, x)[channel] * camera.cast[channel] + camera.haze + brightness +
                             0.5F * camera.noise * fastNormal(random);
        picture(y, x)[channel] = cv::saturate_cast<uchar>(255.0F * (0.45F + camera.contrast * (tinted - 0.45F)));
      }
    }
  }
  return picture;
}

}  // namespace macadam::demo_world
