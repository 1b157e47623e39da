#include "data/demo_world/strips.h"

#include "data/demo_world/path.h"

namespace macadam::demo_world {
namespace {

Colour waterColour(RandomStream& random) {
  const Colour waters[] = {{0.16F, 0.21F, 0.25F}, {0.22F, 0.24F, 0.20F}, {0.36F, 0.40F, 0.42F}, {0.47F, 0.48F, 0.47F}};
  return varied(waters[random.below(std::size(waters))], 0.03F, random);
}

void paintWater(cv::Point at, Colour water, float insideMetres, Canvas& canvas) {
  const float shore = std::clamp(1.0F - insideMetres / 2.0F, 0.0F, 1.0F);
  const Colour deep = water + grey(0.012F * canvas.grain(at) + 0.02F * canvas.drift(at));
  canvas.colour(at) = mix(deep, Colour(0.40F, 0.37F, 0.28F), 0.6F * shore);
  canvas.taken(at) = 255;
}

void paintRiver(Canvas& canvas, RandomStream& random) {
  const float width = uniform(random, 4.0F, 15.0F);
  const Colour water = waterColour(random);
  const Path path = growPath(courseAcross(canvas.extent(), 22.0F + width, random), canvas.extent(), random);
  for (const Beside& beside : samplesBeside(path, width, canvas)) {
    const float swell = 1.0F + 0.35F * canvas.drift(beside.sample) + 0.10F * canvas.mottle(beside.sample);
    const float inside = 0.5F * width * swell - std::abs(beside.lateral);
    if (inside > 0.0F) paintWater(beside.sample, water, inside, canvas);
  }
}

void paintPond(Canvas& canvas, RandomStream& random) {
  const Extent extent = canvas.extent();
  const float x = uniform(random, 0.0F, extent.width);
  const float y = uniform(random, 0.0F, extent.height);
  const float radius = uniform(random, 8.0F, 28.0F);
  const float stretch = uniform(random, 0.5F, 1.0F);
  const Colour water = waterColour(random);
  forEachSampleAround(canvas, {x, y}, 2.0F * radius, [&](cv::Point at, Point centre) {
    const float distance = std::hypot(centre.x - x, (centre.y - y) / stretch);
    const float inside = radius * (1.0F + 0.4F * canvas.drift(at) + 0.08F * canvas.mottle(at)) - distance;
    if (inside > 0.0F) paintWater(at, water, inside, canvas);
  });
}

void paintRailway(Canvas& canvas, RandomStream& random) {
  const float tracks = random.chance(0.5) ? 1.0F : 2.0F;
  const Colour ballast = varied(Colour(0.50F, 0.46F, 0.43F), 0.06F, random);
  const Path path = growPath(courseAcross(canvas.extent(), 250.0F, random), canvas.extent(), random);
  for (const Beside& beside : samplesBeside(path, 2.2F * tracks + 1.0F, canvas)) {
    const cv::Point at = beside.sample;
    const float inTrack = tracks == 1.0F ? std::abs(beside.lateral) : std::abs(std::abs(beside.lateral) - 2.1F);
    canvas.colour(at) = ballast + grey(0.05F * canvas.grain(at) + 0.04F * canvas.mottle(at));
    if (inTrack < 1.2F && std::fmod(beside.along, 1.4F) < 0.5F) canvas.colour(at) -= grey(0.06F);
    if (std::abs(inTrack - 0.75F) < 0.25F)
      canvas.colour(at) = mix(canvas.colour(at), Colour(0.36F, 0.31F, 0.29F), 0.6F);
    canvas.taken(at) = 255;
  }
}

/// Two ruts with grass between them: as long and as bright as a gravel road, but none.
void paintFieldTrack(const Character& character, Canvas& canvas, RandomStream& random) {
  const Colour rut = varied(Colour(0.60F, 0.54F, 0.44F), 0.08F, random);
  const float ruts = uniform(random, 0.65F, 0.9F);
  Course course = courseAcross(canvas.extent(), 30.0F, random);
  if (random.chance(0.6)) {
    course.heading = character.orientation + kQuarterTurn * static_cast<float>(random.below(4));
    course.start = {uniform(random, 0.2F, 0.8F) * canvas.extent().width,
                    uniform(random, 0.2F, 0.8F) * canvas.extent().height};
  }
  const Path path = growPath(course, canvas.extent(), random);
  for (const Beside& beside : samplesBeside(path, 2.0F, canvas)) {
    const cv::Point at = beside.sample;
    const float fromRut = std::abs(std::abs(beside.lateral) - 0.85F);
    const float share =
        std::clamp(1.5F - 1.6F * fromRut + 0.35F * canvas.mottle(at) + 0.4F * canvas.drift(at), 0.0F, 1.0F);
    canvas.colour(at) = mix(canvas.colour(at), rut + grey(0.03F * canvas.grain(at)), ruts * share);
    canvas.taken(at) = 255;
  }
}

}  // namespace

void paintStrips(const Character& character, Canvas& canvas, RandomStream random) {
  const bool open = character.setting == Setting::Farmland || character.setting == Setting::Woodland;
  const double hectares = canvas.extent().area() / 1e4;
  const double crossings = std::max(0.4, std::sqrt(hectares) / 2.5);
  for (int i = 0; i < 3; ++i) {
    if (random.chance((open ? 0.45 : 0.15) * crossings)) paintFieldTrack(character, canvas, random);
  }
  if (random.chance(0.35 * crossings)) paintRiver(canvas, random);
  if (random.chance(0.30 * crossings)) paintPond(canvas, random);
  if (random.chance(0.12 * crossings)) paintRailway(canvas, random);
}

}  // namespace macadam::demo_world
