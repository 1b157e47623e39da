#include "data/demo_world/road_network.h"

#include <algorithm>

namespace macadam::demo_world {
namespace {

Surface pavedSurface(RandomStream& random) {
  const double kind = random.uniform();
  return kind < 0.42 ? Surface::DarkAsphalt : kind < 0.86 ? Surface::LightAsphalt : Surface::Concrete;
}

Road mainRoad(const Character& character, RandomStream& random) {
  Road road;
  const double kind = random.uniform();
  road.surface = pavedSurface(random);
  if (kind < 0.10) {
    road.median = uniform(random, 3.0F, 5.0F);
    road.width = road.median + uniform(random, 14.0F, 18.0F);
    road.marked = true;
  } else if (kind < 0.60 || character.setting == Setting::Town) {
    road.width = uniform(random, 8.0F, 13.0F);
    road.marked = random.chance(0.8);
  } else {
    road.width = uniform(random, 5.5F, 7.5F);
    road.marked = random.chance(0.3);
  }
  return road;
}

Road sideRoad(const Character& character, RandomStream& random) {
  const bool builtUp = character.setting == Setting::Suburb || character.setting == Setting::Town;
  Road road;
  if (random.chance(builtUp ? 0.05 : 0.45)) {
    road.width = uniform(random, 3.5F, 5.0F);
    road.surface = Surface::Gravel;
  } else {
    road.width = uniform(random, 5.0F, 7.5F);
    road.surface = pavedSurface(random);
  }
  return road;
}

bool runsAlongside(float heading, const std::vector<float>& others) {
  for (const float other : others) {
    if (std::abs(std::sin(heading - other)) < 0.55F) return true;
  }
  return false;
}

void addThroughRoads(RoadNetwork& network, Extent extent, const Character& character, RandomStream& random) {
  const float size = 0.5F * (extent.width + extent.height);
  const int count = std::max(1, cvRound(size / 260.0F * uniform(random, 0.6F, 1.6F)));
  std::vector<float> headings;
  for (int i = 0; i < count; ++i) {
    Road road = mainRoad(character, random);
    const float tightest = 6.0F * road.width + 30.0F;
    Course course = courseAcross(extent, tightest, random);
    for (int attempt = 0; attempt < 6 && runsAlongside(course.heading, headings); ++attempt) {
      course = courseAcross(extent, tightest, random);
    }
    if (runsAlongside(course.heading, headings)) continue;
    headings.push_back(course.heading);
    road.path = growPath(course, extent, random);
    network.roads.push_back(road);
  }
}

bool isOnAnyRoad(Point point, const std::vector<Road>& roads) {
  for (const Road& road : roads) {
    const float reach = std::max(0.5F * road.width, Path::kStep);
    for (const Point& other : road.path.points) {
      const Point apart = point - other;
      if (apart.dot(apart) < reach * reach) return true;
    }
  }
  return false;
}

void addSideRoad(RoadNetwork& network, const Road& parent, std::size_t index, Extent extent, const Character& character,
                 RandomStream& random) {
  Road road = sideRoad(character, random);
  const float across = random.chance(0.5) ? kQuarterTurn : -kQuarterTurn;
  const float turn = across + uniform(random, -0.3F, 0.3F);
  const Point ahead = parent.path.direction(index);
  const bool blind = random.chance(character.setting == Setting::Suburb ? 0.4 : 0.2);
  const Course course{.start = parent.path.at(index),
                      .heading = std::atan2(ahead.y, ahead.x) + turn,
                      .tightestRadius = uniform(random, 30.0F, 70.0F),
                      .longest = blind ? uniform(random, 50.0F, 150.0F) : 1e4F};
  const float clear = 0.5F * parent.width + 12.0F;
  road.path = growPath(course, extent, random, [&](Point point) {
    const Point gone = point - course.start;
    return gone.dot(gone) > clear * clear && isOnAnyRoad(point, network.roads);
  });
  if (road.path.length() < 30.0F) return;
  road.turningCircle = blind && road.path.length() >= course.longest && road.surface != Surface::Gravel;
  const bool large = parent.median == 0.0F && parent.width > 6.0F && road.surface != Surface::Gravel;
  if (large && random.chance(0.12)) {
    network.roundabouts.push_back({course.start, uniform(random, 5.0F, 10.0F), uniform(random, 6.0F, 8.0F)});
  }
  network.roads.push_back(road);
}

float junctionSpacing(Setting setting) {
  switch (setting) {
    case Setting::Farmland:
      return 190.0F;
    case Setting::Woodland:
      return 230.0F;
    case Setting::Suburb:
      return 95.0F;
    case Setting::Town:
      return 80.0F;
  }
  return 0.0F;
}

}  // namespace

RoadNetwork planRoads(Extent extent, const Character& character, RandomStream random) {
  RoadNetwork network;
  addThroughRoads(network, extent, character, random);

  const float spacing = junctionSpacing(character.setting);
  const std::vector<Road> parents = network.roads;
  for (const Road& parent : parents) {
    float next = uniform(random, 0.1F, 1.0F) * spacing;
    while (next < parent.path.length()) {
      addSideRoad(network, parent, static_cast<std::size_t>(next / Path::kStep), extent, character, random);
      next += uniform(random, 0.5F, 1.5F) * spacing;
    }
  }
  std::stable_sort(network.roads.begin(), network.roads.end(),
                   [](const Road& a, const Road& b) { return a.width < b.width; });
  return network;
}

}  // namespace macadam::demo_world
