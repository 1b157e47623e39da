#include "data/demo_world/parcels.h"

#include <array>

namespace macadam::demo_world {
namespace {

struct Share {
  Cover cover;
  double share;
};

std::array<Share, 6> sharesOf(Setting setting) {
  using enum Cover;
  switch (setting) {
    case Setting::Farmland:
      return {{{Crop, 0.42}, {Soil, 0.18}, {Meadow, 0.20}, {Garden, 0.03}, {Wood, 0.16}, {Yard, 0.01}}};
    case Setting::Woodland:
      return {{{Crop, 0.04}, {Soil, 0.03}, {Meadow, 0.15}, {Garden, 0.05}, {Wood, 0.72}, {Yard, 0.01}}};
    case Setting::Suburb:
      return {{{Crop, 0.02}, {Soil, 0.02}, {Meadow, 0.10}, {Garden, 0.62}, {Wood, 0.22}, {Yard, 0.02}}};
    case Setting::Town:
      return {{{Crop, 0.0}, {Soil, 0.04}, {Meadow, 0.12}, {Garden, 0.50}, {Wood, 0.10}, {Yard, 0.24}}};
  }
  return {};
}

Cover drawCover(Setting setting, RandomStream& random) {
  double left = random.uniform();
  for (const auto& [cover, share] : sharesOf(setting)) {
    left -= share;
    if (left < 0.0) return cover;
  }
  return Cover::Meadow;
}

Colour cropColour(RandomStream& random) {
  const Colour crops[] = {{0.27F, 0.42F, 0.20F}, {0.40F, 0.51F, 0.25F}, {0.66F, 0.60F, 0.38F},
                          {0.33F, 0.40F, 0.22F}, {0.67F, 0.63F, 0.35F}, {0.46F, 0.47F, 0.30F}};
  return varied(crops[random.below(std::size(crops))], 0.05F, random);
}

Colour soilColour(RandomStream& random) {
  const Colour soils[] = {{0.50F, 0.40F, 0.30F}, {0.42F, 0.35F, 0.29F}, {0.62F, 0.55F, 0.44F}, {0.55F, 0.52F, 0.48F}};
  return varied(soils[random.below(std::size(soils))], 0.05F, random);
}

Parcel drawParcel(const Character& character, RandomStream& random) {
  Parcel parcel{.cover = drawCover(character.setting, random)};
  const Colour grass = grassColour(character, random);
  const Colour soil = soilColour(random);
  const Colour crop = cropColour(random);
  const Colour litter =
      varied(mix({0.30F, 0.32F, 0.22F}, {0.50F, 0.42F, 0.34F}, character.leaflessness), 0.03F, random);
  const bool ploughed = random.chance(0.8);
  const float across = random.chance(0.5) ? 0.0F : kQuarterTurn;
  parcel.furrowAngle = character.orientation + across + uniform(random, -0.05F, 0.05F);
  parcel.furrowSpacing = uniform(random, 2.0F, 4.5F);
  const float depth = uniform(random, 0.08F, 0.45F);
  switch (parcel.cover) {
    case Cover::Crop:
      parcel.colour = crop, parcel.second = soil, parcel.furrowDepth = depth;
      break;
    case Cover::Soil:
      parcel.colour = soil, parcel.second = soil - grey(0.10F), parcel.furrowDepth = ploughed ? depth : 0.0F;
      break;
    case Cover::Meadow:
      parcel.colour = grass, parcel.second = Colour(0.55F, 0.52F, 0.36F);
      break;
    case Cover::Garden:
      parcel.colour = grass, parcel.second = mix(grass, soil, 0.5F);
      break;
    case Cover::Wood:
      parcel.colour = litter, parcel.second = litter - grey(0.09F);
      break;
    case Cover::Yard:
      parcel.colour = varied(Colour(0.57F, 0.55F, 0.51F), 0.10F, random), parcel.second = soil;
      break;
  }
  return parcel;
}

float largestParcel(Setting setting) {
  return setting == Setting::Suburb || setting == Setting::Town ? 75.0F : 120.0F;
}

/// Share of the second colour in a tilled field: furrows, and in crops the pairs of wheel lines that machines leave.
float shareOfFurrow(const Parcel& parcel, Point where, float drift) {
  constexpr float kBetweenWheelLines = 21.0F;
  const float across = where.dot(leftOf(directionOf(parcel.furrowAngle))) + 0.8F * drift;
  const float fromPair = std::abs(std::fmod(std::abs(across), kBetweenWheelLines) - 0.5F * kBetweenWheelLines);
  if (parcel.cover == Cover::Crop && std::abs(fromPair - 1.0F) < 0.4F) return 0.7F;
  const float wave = 0.5F + 0.5F * std::sin(kFullTurn * across / parcel.furrowSpacing);
  return parcel.furrowDepth * wave + 0.25F * std::max(0.0F, drift);
}

Colour groundColour(const Parcel& parcel, Point where, float grain, float mottle, float drift) {
  const float second = parcel.furrowDepth > 0.0F ? shareOfFurrow(parcel, where, drift)
                                                 : std::clamp(0.25F + 0.55F * drift + 0.25F * mottle, 0.0F, 0.9F);
  const bool rough = parcel.cover == Cover::Wood || parcel.cover == Cover::Meadow;
  return mix(parcel.colour, parcel.second, second) +
         grey((rough ? 0.05F : 0.025F) * grain + 0.025F * mottle + 0.03F * drift);
}

}  // namespace

Parcels::Parcels(Extent extent, const Character& character, RandomStream random)
    : axis_(directionOf(character.orientation)) {
  const float reach = std::hypot(extent.width, extent.height) + 20.0F;
  divide({-reach, -reach, 2.0F * reach, 2.0F * reach}, largestParcel(character.setting), character, random);
}

int Parcels::divide(cv::Rect2f area, float largest, const Character& character, RandomStream& random) {
  const int index = static_cast<int>(nodes_.size());
  nodes_.emplace_back();
  const bool small = std::max(area.width, area.height) < largest * uniform(random, 0.8F, 1.7F);
  if (small) {
    nodes_[index].parcel = parcels_.size();
    parcels_.push_back(drawParcel(character, random));
    return index;
  }
  const bool alongX = area.width > area.height * uniform(random, 0.7F, 1.4F);
  const float share = uniform(random, 0.3F, 0.7F);
  cv::Rect2f low = area;
  cv::Rect2f high = area;
  if (alongX) {
    low.width *= share;
    high.x += low.width;
    high.width -= low.width;
  } else {
    low.height *= share;
    high.y += low.height;
    high.height -= low.height;
  }
  const int first = divide(low, largest, character, random);
  const int second = divide(high, largest, character, random);
  nodes_[index] = {.alongX = alongX, .at = alongX ? high.x : high.y, .children = {first, second}};
  return index;
}

std::size_t Parcels::indexAt(Point point) const {
  const float x = point.dot(axis_);
  const float y = point.dot(leftOf(axis_));
  const Node* node = nodes_.data();
  while (node->children[0] >= 0) node = &nodes_[node->children[(node->alongX ? x : y) < node->at ? 0 : 1]];
  return node->parcel;
}

void paintGround(const Parcels& parcels, Canvas& canvas) {
  for (int y = 0; y < canvas.colour.rows; ++y) {
    for (int x = 0; x < canvas.colour.cols; ++x) {
      const Point where = centreOf({x, y});
      const float drift = canvas.drift(y, x);
      const float mottle = canvas.mottle(y, x);
      const Point wobble(3.0F * drift + 0.8F * mottle, 3.0F * drift - 0.8F * mottle);
      canvas.colour(y, x) = groundColour(parcels.at(where + wobble), where, canvas.grain(y, x), mottle, drift);
    }
  }
}

}  // namespace macadam::demo_world
