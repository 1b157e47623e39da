#include "base/error.h"
#include "base/partial_folder.h"
#include "base/random.h"
#include "data/demo_world.h"
#include "image/png.h"

#include <cstdio>
#include <string>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr int kTilesAcrossScene = 2;

std::string tileName(const std::string& subset, int scene, cv::Point corner) {
  char name[64];
  std::snprintf(name, sizeof name, "%s%04d_%04d_%04d.png", subset.c_str(), scene, corner.x, corner.y);
  return name;
}

void writeTile(const fs::path& folder, const std::string& name, const Tile& scene, const cv::Rect& window) {
  writePng(folder / "images" / name, scene.image(window));
  writePng(folder / "masks" / name, scene.mask(window) * 255);
}

/// A subset's scenes depend on its name alone, so that more training tiles leave validation and test as they are.
void writeSubset(const fs::path& folder, const std::string& subset, int tiles, const DemoDatasetOptions& options,
                 const std::function<void()>& tileWritten) {
  fs::create_directories(folder / subset / "images");
  fs::create_directories(folder / subset / "masks");
  const int tileSize = options.tileSize;
  int left = tiles;
  for (int number = 1; left > 0; ++number) {
    const std::uint64_t seed = streamKey(options.seed, subset, {static_cast<std::uint64_t>(number)});
    const Tile scene = renderDemoScene({kTilesAcrossScene * tileSize, kTilesAcrossScene * tileSize, seed});
    for (int i = 0; i < kTilesAcrossScene * kTilesAcrossScene && left > 0; ++i, --left) {
      const cv::Point corner(i % kTilesAcrossScene * tileSize, i / kTilesAcrossScene * tileSize);
      writeTile(folder / subset, tileName(subset, number, corner), scene, {corner, cv::Size(tileSize, tileSize)});
      tileWritten();
    }
  }
}

void refuseUnusable(const DemoDatasetOptions& options) {
  if (options.tileSize < 16) {
    throw Error("tile size", "is " + std::to_string(options.tileSize) + " pixels",
                "take 16 or more; the demo uses 128");
  }
}

}  // namespace

void writeDemoDataset(const fs::path& folder, const DemoDatasetOptions& options, const DemoProgress& progress) {
  refuseUnusable(options);
  const int total = options.trainTiles + options.validationTiles + options.testTiles;
  int written = 0;
  const auto tileWritten = [&] {
    ++written;
    if (progress) progress(written, total);
  };

  PartialFolder partial(folder);
  try {
    writeSubset(partial.path(), "train", options.trainTiles, options, tileWritten);
    writeSubset(partial.path(), "val", options.validationTiles, options, tileWritten);
    writeSubset(partial.path(), "test", options.testTiles, options, tileWritten);
    partial.commit();
  } catch (const fs::filesystem_error& error) {
    throw Error(folder.string(), "cannot be written: " + error.code().message(), "name a folder that you may write to");
  }
}

}  // namespace macadam
