#include "data/demo_world/canvas.h"

#include <opencv2/imgproc.hpp>

namespace macadam::demo_world {
namespace {

bool isSet(const cv::Mat1b& map, Point point) {
  const cv::Point sample = sampleAt(point);
  return cv::Rect({0, 0}, map.size()).contains(sample) && map(sample) != 0;
}

}  // namespace

Canvas::Canvas(int widthMetres, int heightMetres, RandomStream random) {
  const cv::Size samples(widthMetres * kSamplesPerMetre, heightMetres * kSamplesPerMetre);
  colour.create(samples);
  height = cv::Mat1f::zeros(samples);
  road = cv::Mat1b::zeros(samples);
  taken = cv::Mat1b::zeros(samples);
  grain = noiseField(samples, 0.9F, random);
  mottle = 0.65F * noiseField(samples, 6.0F, random) + 0.35F * noiseField(samples, 2.5F, random);
  drift = 0.7F * noiseField(samples, 45.0F, random) + 0.3F * noiseField(samples, 18.0F, random);
}

Extent Canvas::extent() const {
  return {static_cast<float>(colour.cols) / kSamplesPerMetre, static_cast<float>(colour.rows) / kSamplesPerMetre};
}

bool Canvas::isTaken(Point point) const {
  return isSet(taken, point);
}

bool Canvas::isRoad(Point point) const {
  return isSet(road, point);
}

cv::Mat1f noiseField(cv::Size samples, float cellMetres, RandomStream& random) {
  const float cell = cellMetres * kSamplesPerMetre;
  constexpr int kMargin = 2;  // cells beyond each border, so that no border looks stretched
  cv::Mat1f lattice(cvCeil(static_cast<float>(samples.height) / cell) + 2 * kMargin,
                    cvCeil(static_cast<float>(samples.width) / cell) + 2 * kMargin);
  for (float& value : lattice) value = uniform(random, -1.2F, 1.2F);

  const cv::Matx23f toLattice(1.0F / cell, 0.0F, static_cast<float>(kMargin), 0.0F, 1.0F / cell,
                              static_cast<float>(kMargin));
  cv::Mat1f field;
  cv::warpAffine(lattice, field, toLattice, samples, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REFLECT_101);
  return field;
}

Colour varied(const Colour& value, float spread, RandomStream& random) {
  const float brightness = uniform(random, -spread, spread);
  const float warmth = uniform(random, -spread, spread) / 3.0F;
  return value + Colour(brightness + warmth, brightness, brightness - warmth);
}

}  // namespace macadam::demo_world
