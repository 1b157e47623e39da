#include "data/demo_world.h"

#include "base/error.h"
#include "data/demo_world/buildings.h"
#include "data/demo_world/light.h"
#include "data/demo_world/strips.h"
#include "data/demo_world/vegetation.h"

#include <opencv2/imgproc.hpp>

namespace macadam {
namespace {

/// 1 where at least half of a pixel is road.
cv::Mat pixelMask(const cv::Mat1b& road) {
  cv::Mat share;
  cv::resize(road, share, {}, 1.0 / demo_world::kSamplesPerMetre, 1.0 / demo_world::kSamplesPerMetre, cv::INTER_AREA);
  return (share > 127) / 255;
}

}  // namespace

Tile renderDemoScene(const DemoSceneOptions& options) {
  using namespace demo_world;
  if (options.width <= 0 || options.height <= 0) {
    throw Error("demo scene", "has no pixels", "give it a width and a height of at least 1");
  }
  const auto stream = [&](std::string_view name) { return RandomStream(options.seed, name); };

  RandomStream characterStream = stream("character");
  const Character character = drawCharacter(characterStream);
  Canvas canvas(options.width, options.height, stream("noise"));
  const Parcels parcels(canvas.extent(), character, stream("parcels"));
  const RoadNetwork network = planRoads(canvas.extent(), character, stream("roads"));

  paintGround(parcels, canvas);
  paintStrips(character, canvas, stream("strips"));
  paintRoads(network, character, canvas, stream("road looks"));
  placeBuildings(network, character, canvas, stream("buildings"));
  placeTraffic(network, character, canvas, stream("traffic"));
  growTrees(parcels, network, character, canvas, stream("trees"));
  return {photograph(canvas, stream("light")), pixelMask(canvas.road)};
}

}  // namespace macadam
