#pragma once

#include "data/demo_world/box.h"
#include "data/demo_world/road_network.h"

namespace macadam::demo_world {

/// Houses with drives along the roads, and large flat roofs with car parks.
void placeBuildings(const RoadNetwork& network, const Character& character, Canvas& canvas, RandomStream random);

/// A car park with marked bays, some of them occupied; it is no road.
void paintCarPark(const Box& box, Canvas& canvas, RandomStream& random);

void placeCar(Point middle, Point axis, Canvas& canvas, RandomStream& random);

/// Cars that drive or stand on the roads.
void placeTraffic(const RoadNetwork& network, const Character& character, Canvas& canvas, RandomStream random);

}  // namespace macadam::demo_world
