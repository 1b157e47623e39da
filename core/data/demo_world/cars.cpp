#include "data/demo_world/buildings.h"

namespace macadam::demo_world {
namespace {

Colour paintwork(RandomStream& random) {
  const Colour colours[] = {grey(0.93F),           grey(0.86F),          grey(0.66F),           grey(0.45F),
                            grey(0.16F),           grey(0.10F),          {0.62F, 0.12F, 0.12F}, {0.16F, 0.24F, 0.48F},
                            {0.45F, 0.40F, 0.33F}, {0.22F, 0.32F, 0.27F}};
  return varied(colours[random.below(std::size(colours))], 0.04F, random);
}

}  // namespace

void placeCar(Point middle, Point axis, Canvas& canvas, RandomStream& random) {
  const Colour paint = paintwork(random);
  const float halfLength = uniform(random, 2.0F, 2.5F);
  forEachSampleIn({middle, axis, halfLength, 0.95F}, canvas, [&](cv::Point at, float u, float) {
    const bool glass = std::abs(u - 0.8F) < 0.3F || u < -1.5F;
    canvas.colour(at) = glass ? mix(paint, grey(0.12F), 0.7F) : paint;
    canvas.height(at) = std::abs(u) < 1.3F ? 1.4F : 0.9F;
  });
}

void paintCarPark(const Box& box, Canvas& canvas, RandomStream& random) {
  constexpr float kBay = 2.6F;
  constexpr float kRow = 16.0F;  // two rows of bays of 5 m and the lane between them
  const Colour asphalt = varied(grey(uniform(random, 0.36F, 0.66F)), 0.015F, random);
  const bool lined = random.chance(0.75);
  forEachSampleIn(box, canvas, [&](cv::Point at, float u, float v) {
    if (canvas.road(at) != 0) return;
    const float inRow = std::fmod(v + box.halfWidth, kRow);
    const bool bay = inRow < 5.0F || inRow > kRow - 5.0F;
    const bool line = lined && bay && std::fmod(u + box.halfLength, kBay) < 0.3F;
    canvas.colour(at) = (line ? mix(asphalt, grey(0.92F), 0.6F) : asphalt) +
                        grey(0.02F * canvas.grain(at) + 0.035F * canvas.drift(at) + 0.015F * canvas.mottle(at));
    canvas.taken(at) = 255;
  });
  const double occupancy = random.uniform(0.1, 0.85);
  for (float row = 0.0F; row + 5.0F <= 2.0F * box.halfWidth; row += kRow) {
    for (const float inRow : {2.5F, kRow - 2.5F}) {
      if (row + inRow > 2.0F * box.halfWidth - 2.0F) continue;
      for (float u = kBay / 2.0F; u + kBay / 2.0F < 2.0F * box.halfLength; u += kBay) {
        const bool occupied = random.chance(occupancy);
        const Point place = box.at(u - box.halfLength + 0.15F, row + inRow - box.halfWidth);
        if (occupied && !canvas.isRoad(place)) placeCar(place, leftOf(box.axis), canvas, random);
      }
    }
  }
}

void placeTraffic(const RoadNetwork& network, const Character& character, Canvas& canvas, RandomStream random) {
  const bool builtUp = character.setting == Setting::Suburb || character.setting == Setting::Town;
  const double perMetre = (character.setting == Setting::Town ? 0.03
                           : builtUp                          ? 0.015
                                                              : 0.006) *
                          random.uniform(0.3, 1.7);
  for (const Road& road : network.roads) {
    if (road.surface == Surface::Gravel) continue;
    const float share = road.median > 0.0F ? 0.32F : 0.25F;
    for (std::size_t i = 0; i + 1 < road.path.points.size(); i += 3) {
      const bool present = random.chance(perMetre * 3.0 * Path::kStep);
      const float side = random.chance(0.5) ? share : -share;
      const bool parked = builtUp && road.median == 0.0F && random.chance(0.4);
      const float lateral = parked ? (side > 0.0F ? 1.0F : -1.0F) * (0.5F * road.width - 0.9F) : side * road.width;
      const Point place = road.path.at(i) + lateral * leftOf(road.path.direction(i));
      if (present && canvas.isRoad(place))
        placeCar(place, road.path.direction(i) * (side > 0.0F ? -1.0F : 1.0F), canvas, random);
    }
  }
}

}  // namespace macadam::demo_world
