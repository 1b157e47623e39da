#include "data/demo_world/road_network.h"

#include <opencv2/imgproc.hpp>

namespace macadam::demo_world {
namespace {

constexpr float kMouth = 6.0F;  // how far the rounded corners of a junction reach beside a road, in metres
constexpr float kVerge = 2.5F;
constexpr float kTurningRadius = 9.0F;

float halfWidthAt(const Road& road, float along) {
  const float left = road.path.length() - along;
  if (!road.turningCircle || left >= kTurningRadius) return 0.5F * road.width;
  return std::max(0.5F * road.width, std::sqrt(kTurningRadius * kTurningRadius - left * left));
}

/// A road with the samples beside it and the look that it was dealt.
struct Painted {
  const Road* road;
  std::vector<Beside> samples;
  Colour base;
  Colour line;
  float wear;
  std::uint64_t patches;
};

Colour baseColour(Surface surface, RandomStream& random) {
  switch (surface) {
    case Surface::DarkAsphalt:
      return varied(grey(uniform(random, 0.33F, 0.45F)) + Colour(0, 0, 0.015F), 0.01F, random);
    case Surface::LightAsphalt:
      return varied(grey(uniform(random, 0.50F, 0.66F)) + Colour(0, 0, 0.01F), 0.015F, random);
    case Surface::Concrete:
      return varied(grey(uniform(random, 0.68F, 0.80F)) + Colour(0.02F, 0.01F, -0.02F), 0.015F, random);
    case Surface::Gravel:
      return varied(Colour(0.62F, 0.57F, 0.48F), 0.09F, random);
  }
  return {};
}

Painted dealLook(const Road& road, const Canvas& canvas, RandomStream& random) {
  Painted painted{.road = &road};
  const float halfWidth = road.turningCircle ? kTurningRadius : 0.5F * road.width;
  painted.samples = samplesBeside(road.path, halfWidth + kMouth, canvas);
  painted.base = baseColour(road.surface, random);
  painted.line = random.chance(0.35) ? Colour(0.85F, 0.72F, 0.35F) : grey(0.92F);
  painted.wear = uniform(random, 0.01F, 0.06F);
  painted.patches = random.next();
  return painted;
}

bool isMarking(const Road& road, float lateral, float along) {
  const float side = std::abs(lateral);
  const float edge = 0.5F * road.width - 0.6F;
  if (std::abs(side - edge) < 0.25F) return true;
  const bool dash = std::fmod(along, 12.0F) < 5.0F;
  if (road.median > 0.0F) return dash && std::abs(side - 0.5F * (edge + 0.5F * road.median)) < 0.25F;
  return side < 0.25F && (road.width > 9.0F || dash);
}

Colour surfaceColour(const Painted& painted, const Beside& beside, const Canvas& canvas) {
  const cv::Point at = beside.sample;
  const float side = std::abs(beside.lateral);
  if (painted.road->surface == Surface::Gravel) {
    const float rut = std::exp(-std::pow((side - 0.9F) / 0.5F, 2.0F));
    return painted.base +
           grey(0.05F * rut + 0.05F * canvas.mottle(at) + 0.05F * canvas.grain(at) + 0.04F * canvas.drift(at));
  }
  const auto block = static_cast<std::uint64_t>(beside.along / 17.0F) * 2 + (beside.lateral > 0.0F ? 1 : 0);
  RandomStream patch(painted.patches, "patch", {block});
  const float repair = patch.chance(0.12) ? uniform(patch, -0.08F, 0.04F) : 0.0F;
  const float lane = painted.road->width / (painted.road->width > 10.0F ? 4.0F : 2.0F);
  const float wheels = std::cos(kFullTurn * (2.0F * side / lane + 0.5F));
  return painted.base + grey(repair + painted.wear * wheels + 0.02F * canvas.grain(at) + 0.03F * canvas.drift(at) +
                             0.015F * canvas.mottle(at));
}

void paintVerge(const Painted& painted, const Beside& beside, float outside, bool kerbs, Canvas& canvas) {
  Colour& colour = canvas.colour(beside.sample);
  if (kerbs && painted.road->surface != Surface::Gravel) {
    if (outside > 1.2F && outside < kVerge + 0.3F) colour = grey(0.68F + 0.03F * canvas.grain(beside.sample));
    return;
  }
  const float sand = std::clamp(0.55F - outside / kVerge + 0.5F * canvas.mottle(beside.sample), 0.0F, 0.75F);
  colour = mix(colour, Colour(0.60F, 0.56F, 0.47F), sand);
}

/// Where at least two roads overlap, and some metres around: lines are not painted there.
cv::Mat1b junctions(const std::vector<Painted>& all, const Canvas& canvas) {
  cv::Mat1b count = cv::Mat1b::zeros(canvas.road.size());
  for (const Painted& painted : all) {
    for (const Beside& beside : painted.samples) {
      if (std::abs(beside.lateral) < 0.5F * painted.road->width) ++count(beside.sample);
    }
  }
  cv::Mat1b near;
  cv::dilate(count > 1, near, cv::getStructuringElement(cv::MORPH_RECT, {17, 17}));
  return near;
}

void paintRoundabout(const Roundabout& roundabout, Colour surface, Colour grass, Canvas& canvas) {
  const float outer = roundabout.islandRadius + roundabout.width;
  forEachSampleAround(canvas, roundabout.middle, outer, [&](cv::Point at, Point centre) {
    const float distance = static_cast<float>(cv::norm(centre - roundabout.middle));
    if (distance >= outer) return;
    const bool island = distance < roundabout.islandRadius;
    canvas.road(at) = island ? 0 : 255;
    canvas.colour(at) =
        (island ? grass : surface) + grey((island ? 0.05F : 0.02F) * (canvas.grain(at) + canvas.mottle(at)));
    if (island && distance > roundabout.islandRadius - 1.0F) canvas.colour(at) = grey(0.72F);
  });
}

cv::Mat1b unionOf(const std::vector<Painted>& all, cv::Size size) {
  cv::Mat1b covered = cv::Mat1b::zeros(size);
  for (const Painted& painted : all) {
    for (const Beside& beside : painted.samples) {
      if (std::abs(beside.lateral) < halfWidthAt(*painted.road, beside.along)) covered(beside.sample) = 255;
    }
  }
  return covered;
}

cv::Mat structure(int shape, int samples) {
  return cv::getStructuringElement(shape, {samples, samples});
}

void paintSurface(const Painted& painted, const cv::Mat1b& straight, const cv::Mat1b& nearJunction, bool kerbs,
                  Canvas& canvas) {
  const Road& road = *painted.road;
  for (const Beside& beside : painted.samples) {
    const cv::Point at = beside.sample;
    const float outside = std::abs(beside.lateral) - halfWidthAt(road, beside.along);
    const bool corner = canvas.road(at) != 0 && straight(at) == 0;
    if (outside < 0.0F || corner) {
      canvas.colour(at) = surfaceColour(painted, beside, canvas);
      const bool line = road.marked && nearJunction(at) == 0 && isMarking(road, beside.lateral, beside.along);
      if (line) canvas.colour(at) = mix(canvas.colour(at), painted.line, 0.55F + 0.2F * canvas.mottle(at));
    } else if (outside < kVerge && canvas.road(at) == 0) {
      paintVerge(painted, beside, outside, kerbs, canvas);
    }
  }
}

void paintMedian(const Painted& painted, const cv::Mat1b& nearJunction, Colour grass, Canvas& canvas) {
  for (const Beside& beside : painted.samples) {
    const cv::Point at = beside.sample;
    if (nearJunction(at) != 0 || std::abs(beside.lateral) >= 0.5F * painted.road->median) continue;
    canvas.road(at) = 0;
    canvas.colour(at) = grass + grey(0.06F * canvas.grain(at) + 0.05F * canvas.mottle(at));
  }
}

}  // namespace

void paintRoads(const RoadNetwork& network, const Character& character, Canvas& canvas, RandomStream random) {
  std::vector<Painted> all;
  for (const Road& road : network.roads) all.push_back(dealLook(road, canvas, random));

  const cv::Mat1b straight = unionOf(all, canvas.road.size());
  // Closing the union rounds the inner corners of junctions.
  cv::morphologyEx(straight, canvas.road, cv::MORPH_CLOSE, structure(cv::MORPH_ELLIPSE, 15));
  const cv::Mat1b nearJunction = junctions(all, canvas);
  for (const Painted& painted : all) paintSurface(painted, straight, nearJunction, character.kerbs, canvas);

  const Colour grass = grassColour(character, random);
  for (const Painted& painted : all) paintMedian(painted, nearJunction, grass, canvas);
  for (const Roundabout& roundabout : network.roundabouts) {
    paintRoundabout(roundabout, all.back().base, grass, canvas);
  }
  cv::Mat1b withShoulders;
  cv::dilate(canvas.road, withShoulders, structure(cv::MORPH_RECT, 5));
  canvas.taken |= withShoulders;
}

}  // namespace macadam::demo_world
