#pragma once

#include "data/demo_world/path.h"
#include "data/demo_world/setting.h"

#include <vector>

namespace macadam::demo_world {

enum class Surface { DarkAsphalt, LightAsphalt, Concrete, Gravel };

struct Road {
  Path path;
  float width = 6.0F;   ///< Metres.
  float median = 0.0F;  ///< Width of the green strip between two carriageways, 0 for none.
  Surface surface = Surface::LightAsphalt;
  bool marked = false;         ///< Centre and edge lines.
  bool turningCircle = false;  ///< A cul-de-sac: the last point is the middle of a circle.
};

struct Roundabout {
  Point middle;
  float islandRadius = 6.0F;
  float width = 6.5F;
};

struct RoadNetwork {
  std::vector<Road> roads;  ///< Narrow ones first, in the order of painting.
  std::vector<Roundabout> roundabouts;
};

/// Through roads that reach the border, and side roads that leave them and end at the border, at another road or blind.
RoadNetwork planRoads(Extent extent, const Character& character, RandomStream random);

/// Paints the roads with their verges and marks them as road and as taken.
void paintRoads(const RoadNetwork& network, const Character& character, Canvas& canvas, RandomStream random);

}  // namespace macadam::demo_world
