#pragma once

#include "data/demo_world/setting.h"

namespace macadam::demo_world {

/// What crosses the land and is no road: rivers, ponds, railways and field tracks, painted before the roads.
void paintStrips(const Character& character, Canvas& canvas, RandomStream random);

}  // namespace macadam::demo_world
