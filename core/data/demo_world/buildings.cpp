#include "data/demo_world/buildings.h"

namespace macadam::demo_world {
namespace {

enum class Roof { Gable, Hip, Flat };

struct Building {
  Box box;
  Roof roof;
  Colour colour;
  float eaves;  ///< Metres.
  float pitch;  ///< Metres of rise per metre.
};

Colour tileColour(RandomStream& random) {
  const Colour tiles[] = {grey(0.38F),           grey(0.50F),           grey(0.62F),           {0.42F, 0.36F, 0.32F},
                          {0.55F, 0.44F, 0.36F}, {0.62F, 0.38F, 0.30F}, {0.36F, 0.38F, 0.42F}, grey(0.74F)};
  return varied(tiles[random.below(std::size(tiles))], 0.05F, random);
}

void raise(const Building& building, Canvas& canvas) {
  const Box& box = building.box;
  forEachSampleIn(box, canvas, [&](cv::Point at, float u, float v) {
    const float fromEaves = box.halfWidth - std::abs(v);
    const float fromEnds = box.halfLength - std::abs(u);
    float rise = 0.0F;
    if (building.roof == Roof::Gable) rise = building.pitch * fromEaves;
    if (building.roof == Roof::Hip) rise = building.pitch * std::min(fromEaves, fromEnds);
    const float height = building.eaves + rise;
    if (height <= canvas.height(at)) return;
    canvas.height(at) = height;
    canvas.colour(at) = building.colour + grey(0.02F * canvas.grain(at) + 0.02F * canvas.mottle(at));
    if (building.roof == Roof::Flat && std::min(fromEaves, fromEnds) < 0.6F) canvas.colour(at) += grey(0.10F);
    canvas.taken(at) = 255;
  });
}

void raiseHouse(const Box& box, Canvas& canvas, RandomStream& random) {
  Building house{.box = box};
  const double kind = random.uniform();
  house.roof = kind < 0.55 ? Roof::Gable : kind < 0.92 ? Roof::Hip : Roof::Flat;
  house.colour = tileColour(random);
  house.eaves = uniform(random, 3.0F, 6.0F);
  house.pitch = uniform(random, 0.4F, 0.9F);
  raise(house, canvas);

  const bool hasWing = random.chance(0.55);
  const float end = random.chance(0.5) ? 0.45F : -0.45F;
  const float side = random.chance(0.5) ? 0.7F : -0.7F;
  if (!hasWing) return;
  Building wing = house;
  wing.box = {box.at(end * box.halfLength, side * box.halfWidth), leftOf(box.axis), 0.9F * box.halfWidth,
              0.5F * box.halfLength};
  if (!canvas.isRoad(wing.box.at(wing.box.halfLength, 0.0F)) &&
      !canvas.isRoad(wing.box.at(-wing.box.halfLength, 0.0F))) {
    raise(wing, canvas);
  }
}

/// A strip of paving from the road's edge to the house, of the colours that roads have.
void paintDrive(Point from, Point to, Canvas& canvas, RandomStream& random) {
  const Point way = to - from;
  const float length = std::hypot(way.x, way.y);
  const Colour pavings[] = {grey(0.40F), grey(0.56F), grey(0.72F), {0.62F, 0.56F, 0.47F}};
  const Colour paving = varied(pavings[random.below(std::size(pavings))], 0.04F, random);
  const Box drive{from + 0.5F * way, way * (1.0F / length), 0.5F * length, uniform(random, 1.3F, 2.6F)};
  forEachSampleIn(drive, canvas, [&](cv::Point at, float, float) {
    if (canvas.road(at) != 0 || canvas.height(at) > 0.0F) return;
    canvas.colour(at) = paving + grey(0.02F * canvas.grain(at) + 0.03F * canvas.mottle(at));
    canvas.taken(at) = 255;
  });
  if (random.chance(0.5)) placeCar(from + uniform(random, 0.65F, 0.85F) * way, drive.axis, canvas, random);
}

void paintGarden(const Box& plot, const Character& character, Canvas& canvas, RandomStream& random) {
  const Colour lawn = grassColour(character, random) + Colour(-0.02F, 0.03F, -0.02F);
  forEachSampleIn(plot, canvas, [&](cv::Point at, float, float) {
    if (canvas.taken(at) != 0) return;
    canvas.colour(at) = mix(canvas.colour(at), lawn + grey(0.03F * canvas.grain(at)), 0.75F + 0.3F * canvas.mottle(at));
  });
  const float u = uniform(random, -0.6F, 0.6F) * plot.halfLength;
  const float v = uniform(random, -0.6F, 0.6F) * plot.halfWidth;
  const Box pool{plot.at(u, v), plot.axis, uniform(random, 2.5F, 4.5F), 2.0F};
  if (!random.chance(0.08) || !isFree(pool.grown(1.0F), canvas)) return;
  forEachSampleIn(pool.grown(1.0F), canvas, [&](cv::Point at, float, float) { canvas.colour(at) = grey(0.72F); });
  forEachSampleIn(pool, canvas, [&](cv::Point at, float, float) { canvas.colour(at) = {0.30F, 0.62F, 0.70F}; });
  take(pool, canvas);
}

double houseChance(Setting setting) {
  switch (setting) {
    case Setting::Farmland:
      return 0.10;
    case Setting::Woodland:
      return 0.15;
    case Setting::Suburb:
      return 0.88;
    case Setting::Town:
      return 0.75;
  }
  return 0.0;
}

/// The place of one house: its road's edge, the way along the road and the way from it into the plot.
struct Plot {
  Point kerb;
  Point ahead;
  Point outwards;
  float width;  ///< Metres along the road.
};

void buildPlot(const Plot& plot, const Character& character, Canvas& canvas, RandomStream& random) {
  const float setback = uniform(random, 10.0F, 19.0F);
  const float turned = random.chance(0.25) ? kQuarterTurn : 0.0F;
  const float angle = std::atan2(plot.ahead.y, plot.ahead.x) + uniform(random, -0.12F, 0.12F) + turned;
  const float halfLength = uniform(random, 4.5F, 0.36F * plot.width);
  const float halfWidth = uniform(random, 3.5F, 5.0F);
  const Box house{plot.kerb + setback * plot.outwards, directionOf(angle), halfLength, halfWidth};
  const bool built = random.chance(houseChance(character.setting));
  if (!built || !isFree(house.grown(1.5F), canvas)) return;

  const Point middle = plot.kerb + (setback + 2.0F) * plot.outwards;
  paintGarden({middle, plot.ahead, 0.48F * plot.width, 14.0F}, character, canvas, random);
  raiseHouse(house, canvas, random);
  const Point aside = plot.ahead * (0.6F * halfLength * (random.chance(0.5) ? 1.0F : -1.0F));
  if (random.chance(0.8)) paintDrive(plot.kerb + aside, house.middle + aside, canvas, random);
}

void lineWithHouses(const Road& road, const Character& character, Canvas& canvas, RandomStream& random) {
  const float width = character.setting == Setting::Town ? 17.0F : uniform(random, 20.0F, 32.0F);
  for (const float side : {-1.0F, 1.0F}) {
    float along = uniform(random, 0.0F, width);
    while (along < road.path.length()) {
      const auto index = static_cast<std::size_t>(along / Path::kStep);
      const Point ahead = road.path.direction(index);
      const Point outwards = side * leftOf(ahead);
      const Point kerb = road.path.at(index) + 0.5F * road.width * outwards;
      buildPlot({kerb, ahead, outwards, width}, character, canvas, random);
      along += width * uniform(random, 0.85F, 1.25F);
    }
  }
}

void placeHall(const Character& character, Canvas& canvas, RandomStream& random) {
  const Extent extent = canvas.extent();
  const float x = uniform(random, 0.0F, extent.width);
  const float y = uniform(random, 0.0F, extent.height);
  const float angle = character.orientation + (random.chance(0.5) ? kQuarterTurn : 0.0F);
  const float halfLength = uniform(random, 9.0F, 26.0F);
  const float halfWidth = uniform(random, 5.0F, 14.0F);
  const Box hall{{x, y}, directionOf(angle), halfLength, halfWidth};
  const float parkHalfWidth = uniform(random, 8.0F, 17.0F);
  const Box park{hall.at(0.0F, halfWidth + parkHalfWidth), hall.axis, halfLength + 4.0F, parkHalfWidth};
  if (!isFree(hall.grown(2.0F), canvas)) return;
  const bool parks = random.chance(0.75);
  if (parks && isFree(park, canvas)) paintCarPark(park, canvas, random);
  const Colour roofs[] = {grey(0.42F), grey(0.58F),           grey(0.70F),
                          grey(0.86F), {0.46F, 0.48F, 0.53F}, {0.52F, 0.40F, 0.36F}};
  raise({.box = hall,
         .roof = random.chance(0.8) ? Roof::Flat : Roof::Gable,
         .colour = varied(roofs[random.below(std::size(roofs))], 0.05F, random),
         .eaves = uniform(random, 4.0F, 9.0F),
         .pitch = 0.2F},
        canvas);
}

double hallsPerHectare(Setting setting) {
  switch (setting) {
    case Setting::Farmland:
      return 0.35;
    case Setting::Woodland:
      return 0.10;
    case Setting::Suburb:
      return 0.35;
    case Setting::Town:
      return 2.2;
  }
  return 0.0;
}

}  // namespace

void placeBuildings(const RoadNetwork& network, const Character& character, Canvas& canvas, RandomStream random) {
  const double hectares = canvas.extent().area() / 1e4;
  const double expected = hallsPerHectare(character.setting) * hectares * random.uniform(0.5, 1.5);
  const auto halls = static_cast<int>(expected + random.uniform());
  for (int i = 0; i < halls; ++i) placeHall(character, canvas, random);
  for (const Road& road : network.roads) {
    if (road.median == 0.0F) lineWithHouses(road, character, canvas, random);
  }
}

}  // namespace macadam::demo_world
