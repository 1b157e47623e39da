#include "data/demo_world/setting.h"

namespace macadam::demo_world {

Character drawCharacter(RandomStream& random) {
  const double place = random.uniform();
  const Setting setting = place < 0.30   ? Setting::Farmland
                          : place < 0.48 ? Setting::Woodland
                          : place < 0.80 ? Setting::Suburb
                                         : Setting::Town;
  Character character{.setting = setting};
  character.orientation = uniform(random, 0.0F, 0.5F * kFullTurn);
  character.leaflessness = random.chance(0.45) ? uniform(random, 0.45F, 0.9F) : uniform(random, 0.0F, 0.15F);
  character.dryness = uniform(random, 0.0F, 1.0F);
  character.kerbs = setting == Setting::Town || (setting == Setting::Suburb && random.chance(0.4));
  return character;
}

Colour grassColour(const Character& character, RandomStream& random) {
  const Colour lush(0.31F, 0.44F, 0.23F);
  const Colour dry(0.55F, 0.52F, 0.37F);
  return varied(mix(lush, dry, character.dryness * uniform(random, 0.3F, 0.9F)), 0.04F, random);
}

}  // namespace macadam::demo_world
