#include "data/demo_world/vegetation.h"

namespace macadam::demo_world {
namespace {

enum class Kind { Broadleaf, Evergreen, Bare, Shrub };

struct Tree {
  Point middle;
  Kind kind;
  float radius;  ///< Metres.
};

Colour crownColour(Kind kind, RandomStream& random) {
  switch (kind) {
    case Kind::Broadleaf:
      return varied(Colour(0.27F, 0.37F, 0.19F), 0.06F, random);
    case Kind::Evergreen:
      return varied(Colour(0.17F, 0.26F, 0.17F), 0.035F, random);
    case Kind::Bare:
      return varied(Colour(0.53F, 0.46F, 0.38F), 0.06F, random);
    case Kind::Shrub:
      return varied(Colour(0.30F, 0.36F, 0.21F), 0.05F, random);
  }
  return {};
}

float crownHeight(const Tree& tree) {
  switch (tree.kind) {
    case Kind::Broadleaf:
      return 2.0F * tree.radius + 2.0F;
    case Kind::Evergreen:
      return 3.2F * tree.radius + 2.0F;
    case Kind::Bare:
      return 0.6F * tree.radius + 0.5F;
    case Kind::Shrub:
      return 1.1F * tree.radius;
  }
  return 0.0F;
}

void grow(const Tree& tree, Canvas& canvas, RandomStream& random) {
  const Colour colour = crownColour(tree.kind, random);
  const float top = crownHeight(tree);
  const float phase = uniform(random, 0.0F, kFullTurn);
  forEachSampleAround(canvas, tree.middle, 1.25F * tree.radius, [&](cv::Point at, Point centre) {
    const Point offset = centre - tree.middle;
    const float lobes = 0.10F * std::sin(5.0F * std::atan2(offset.y, offset.x) + phase) + 0.12F * canvas.mottle(at);
    const float share = std::hypot(offset.x, offset.y) / (tree.radius * (1.0F + lobes));
    if (share >= 1.0F) return;
    const float dome = tree.kind == Kind::Evergreen ? 1.0F - share : std::sqrt(1.0F - share * share);
    const float height = top * (0.35F + 0.65F * dome) + 0.35F * tree.radius * canvas.grain(at);
    if (height <= canvas.height(at)) return;
    const bool twigs = tree.kind == Kind::Bare;
    if (twigs && canvas.grain(at) < -0.15F) return;  // the ground is seen through a bare crown
    canvas.height(at) = height;
    canvas.colour(at) = colour + grey((twigs ? 0.09F : 0.05F) * canvas.grain(at) + 0.03F * canvas.mottle(at));
  });
}

class Planter {
 public:
  Planter(const Character& character, Canvas& canvas, RandomStream& random)
      : canvas_(canvas), random_(random), evergreens_(uniform(random, -0.5F, 0.45F)), bare_(character.leaflessness) {}

  /// Plants a tree where no building, road or water is within `clearance` metres of its trunk.
  void plant(Point middle, float radius, float clearance, bool shrub = false) {
    const cv::Point at = sampleAt(middle);
    const cv::Point inside(std::clamp(at.x, 0, canvas_.drift.cols - 1), std::clamp(at.y, 0, canvas_.drift.rows - 1));
    const bool evergreen =
        random_.uniform() < 0.5 + 1.1 * (canvas_.drift(inside) + 0.3F * canvas_.mottle(inside) + evergreens_ - 0.25F);
    const bool bare = random_.chance(bare_);
    const Kind kind = shrub ? Kind::Shrub : evergreen ? Kind::Evergreen : bare ? Kind::Bare : Kind::Broadleaf;
    RandomStream look(random_.next());
    for (const Point& side : {Point(0, 0), Point(1, 0), Point(-1, 0), Point(0, 1), Point(0, -1)}) {
      if (canvas_.isTaken(middle + clearance * side)) return;
    }
    grow({middle, kind, kind == Kind::Evergreen ? 0.8F * radius : radius}, canvas_, look);
  }

 private:
  Canvas& canvas_;
  RandomStream& random_;
  float evergreens_;
  float bare_;
};

double treeChance(Cover cover) {
  switch (cover) {
    case Cover::Wood:
      return 0.96;
    case Cover::Garden:
      return 0.13;
    case Cover::Meadow:
      return 0.035;
    case Cover::Yard:
      return 0.01;
    case Cover::Crop:
    case Cover::Soil:
      return 0.002;
  }
  return 0.0;
}

void growWoods(const Parcels& parcels, const Canvas& canvas, Planter& planter, RandomStream& random) {
  constexpr float kSpacing = 3.9F;
  const Extent extent = canvas.extent();
  for (float y = -kSpacing; y < extent.height + kSpacing; y += kSpacing) {
    for (float x = -kSpacing; x < extent.width + kSpacing; x += kSpacing) {
      const Point place{x + uniform(random, -2.2F, 2.2F), y + uniform(random, -2.2F, 2.2F)};
      const float raggedness = uniform(random, 2.0F, 9.0F);
      const Point beyondEdge = place + raggedness * directionOf(uniform(random, 0.0F, kFullTurn));
      const Cover cover = parcels.at(beyondEdge).cover;
      const bool wood = cover == Cover::Wood;
      const float radius = wood ? uniform(random, 1.9F, 3.9F) : uniform(random, 1.5F, 4.8F);
      const bool shrub = !wood && random.chance(0.35);
      if (random.chance(treeChance(cover)))
        planter.plant(place, shrub ? 0.4F * radius : radius, wood ? 1.5F : 0.8F, shrub);
    }
  }
}

void growHedges(const Parcels& parcels, const Canvas& canvas, const Character& character, Planter& planter,
                RandomStream& random) {
  const double density = character.setting == Setting::Town ? 0.05 : random.uniform(0.0, 0.8);
  const Extent extent = canvas.extent();
  const auto attempts = static_cast<int>(extent.area() / 5.0F);
  for (int i = 0; i < attempts; ++i) {
    const Point place{uniform(random, 0.0F, extent.width), uniform(random, 0.0F, extent.height)};
    const std::size_t here = parcels.indexAt(place);
    const bool edge =
        parcels.indexAt(place + Point(1.2F, 0.0F)) != here || parcels.indexAt(place + Point(0.0F, 1.2F)) != here;
    if (!edge) continue;
    const bool tree = random.chance(0.15);
    const float radius = tree ? uniform(random, 2.0F, 4.0F) : uniform(random, 0.8F, 1.6F);
    if (random.chance(density)) planter.plant(place, radius, 0.5F, !tree);
  }
}

void growAlongRoads(const RoadNetwork& network, Planter& planter, RandomStream& random) {
  for (const Road& road : network.roads) {
    const double density = random.chance(0.45) ? random.uniform(0.1, 0.6) : 0.03;
    for (std::size_t i = 0; i + 1 < road.path.points.size(); i += 3) {
      for (const float side : {-1.0F, 1.0F}) {
        const float lateral = side * (0.5F * road.width + uniform(random, 1.2F, 5.0F));
        const float radius = uniform(random, 2.0F, 5.0F);
        const bool planted = random.chance(density);
        if (planted) planter.plant(road.path.at(i) + lateral * leftOf(road.path.direction(i)), radius, 0.0F);
      }
    }
  }
}

}  // namespace

void growTrees(const Parcels& parcels, const RoadNetwork& network, const Character& character, Canvas& canvas,
               RandomStream random) {
  Planter planter(character, canvas, random);
  growWoods(parcels, canvas, planter, random);
  growHedges(parcels, canvas, character, planter, random);
  growAlongRoads(network, planter, random);
}

}  // namespace macadam::demo_world
