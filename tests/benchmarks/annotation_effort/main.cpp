// What it takes to label real tiles: a scripted user with the truth in hand, in five ways. Not a test.
//
//   annotation_effort <folder with images/ and masks/> <folder of <tile>_probability.tif> [tiles] [threshold]

#include "annotate/probabilities.h"
#include "scripted_user.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace macadam::effort {
namespace {

constexpr double kLeastKilometres = 0.3;  // tiles with less road say little

EffortTile readTile(const std::filesystem::path& data, const std::filesystem::path& probabilities,
                    const std::string& name) {
  EffortTile tile;
  cv::cvtColor(cv::imread((data / "images" / (name + ".jpg")).string()), tile.rgb, cv::COLOR_BGR2RGB);
  tile.road = cv::imread((data / "masks" / (name + ".png")).string(), cv::IMREAD_GRAYSCALE) > 127;
  const cv::Mat stored = cv::imread((probabilities / (name + "_probability.tif")).string(), cv::IMREAD_UNCHANGED);
  tile.probability = asProbability(stored);
  return tile;
}

double kilometres(const EffortTile& tile) {
  double metres = 0.0;
  for (const Polyline& road : throughRoads(tile.road)) metres += lengthOf(road);
  return metres / 1000.0;
}

/// As many tiles as asked for, evenly spread over the names in order.
std::vector<std::string> chosenTiles(const std::filesystem::path& data, std::size_t count) {
  std::vector<std::string> all, chosen;
  for (const auto& entry : std::filesystem::directory_iterator(data / "images")) {
    const std::string name = entry.path().stem().string();
    const cv::Mat mask = cv::imread((data / "masks" / (name + ".png")).string(), cv::IMREAD_GRAYSCALE) > 127;
    if (kilometres({.road = mask}) >= kLeastKilometres) all.push_back(name);
  }
  std::ranges::sort(all);
  for (std::size_t i = 0; i < count && i < all.size(); ++i)
    chosen.push_back(all[i * all.size() / std::min(count, all.size())]);
  return chosen;
}

struct Way {
  const char* name;
  Effort sum;
  int reached = 0;
};

void add(Way& way, const Effort& effort) {
  way.sum.clicks += effort.clicks;
  way.sum.drags += effort.drags;
  way.sum.keys += effort.keys;
  way.sum.f1 += effort.f1;
  way.reached += effort.f1 >= 0.95 ? 1 : 0;
}

int run(const std::filesystem::path& data, const std::filesystem::path& probabilities, std::size_t count,
        double threshold) {
  std::vector<Way> ways{{"brush, drags of 128 px", {}},         {"brush, drags of 64 px", {}},
                        {"brush, drags of 256 px", {}},         {"road line", {}},
                        {"path, picture alone, clicks", {}},    {"path, picture alone, drags", {}},
                        {"path, student, clicks", {}},          {"path, student, drags", {}},
                        {"proposals, then path by clicks", {}}, {"proposals, then path by drags", {}}};
  double length = 0.0;
  const std::vector<std::string> tiles = chosenTiles(data, count);
  for (const std::string& name : tiles) {
    const EffortTile tile = readTile(data, probabilities, name);
    const std::vector<Effort> efforts{byBrush(tile, 128.0),
                                      byBrush(tile, 64.0),
                                      byBrush(tile, 256.0),
                                      byLine(tile),
                                      byPath(tile, {}, PathGesture::Clicks),
                                      byPath(tile, {}, PathGesture::Drags),
                                      byPath(tile, tile.probability, PathGesture::Clicks),
                                      byPath(tile, tile.probability, PathGesture::Drags),
                                      byProposals(tile, threshold, PathGesture::Clicks),
                                      byProposals(tile, threshold, PathGesture::Drags)};
    std::printf("%s  %.2f km ", name.c_str(), kilometres(tile));
    for (std::size_t i = 0; i < ways.size(); ++i) {
      add(ways[i], efforts[i]);
      std::printf("  %d%s", efforts[i].actions(), efforts[i].f1 >= 0.95 ? "" : "!");
    }
    std::printf("\n");
    std::fflush(stdout);
    length += kilometres(tile);
  }
  std::printf("\n%zu tiles, %.1f km; an action is a click, a drag or a key press\n", tiles.size(), length);
  std::printf("%-32s %8s %8s %8s %10s %8s %6s %8s\n", "way", "clicks", "drags", "keys", "actions/km", "of brush", "F1",
              "reached");
  for (const Way& way : ways) {
    std::printf("%-32s %8d %8d %8d %10.1f %7.0f%% %6.3f %5d/%zu\n", way.name, way.sum.clicks, way.sum.drags,
                way.sum.keys, way.sum.actions() / length, 100.0 * way.sum.actions() / ways[0].sum.actions(),
                way.sum.f1 / double(tiles.size()), way.reached, tiles.size());
  }
  return 0;
}

}  // namespace
}  // namespace macadam::effort

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: annotation_effort <data folder> <probability folder> [tiles] [threshold]\n");
    return 2;
  }
  const std::size_t tiles = count > 3 ? std::size_t(std::atoi(arguments[3])) : 10;
  const double threshold = count > 4 ? std::atof(arguments[4]) : 0.5;
  return macadam::effort::run(arguments[1], arguments[2], tiles, threshold);
}
