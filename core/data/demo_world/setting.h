#pragma once

#include "data/demo_world/canvas.h"

namespace macadam::demo_world {

/// The kind of place that a scene shows.
enum class Setting { Farmland, Woodland, Suburb, Town };

/// What everything in a scene has in common.
struct Character {
  Setting setting;
  float orientation;   ///< Radians, of the fields, and of the large buildings.
  float leaflessness;  ///< Share of bare trees: 0 in summer, near 1 in early spring.
  float dryness;       ///< 0 lush … 1 yellowed grass.
  bool kerbs;          ///< Pavements along the roads.
};

Character drawCharacter(RandomStream& random);

/// Grass of the scene, the same in verges, meadows and gardens up to variation.
Colour grassColour(const Character& character, RandomStream& random);

}  // namespace macadam::demo_world
