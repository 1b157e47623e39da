#pragma once

#include "data/demo_world/parcels.h"
#include "data/demo_world/road_network.h"

namespace macadam::demo_world {

/// Woods, hedges between parcels, trees in gardens and along roads; crowns may hang over roads.
void growTrees(const Parcels& parcels, const RoadNetwork& network, const Character& character, Canvas& canvas,
               RandomStream random);

}  // namespace macadam::demo_world
