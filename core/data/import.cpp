#include "data/import.h"

#include "base/partial_folder.h"
#include "data/check.h"
#include "data/dataset.h"
#include "data/windows.h"
#include "image/image_store.h"
#include "image/mask_file.h"
#include "image/opencv_threads.h"
#include "image/png.h"
#include "image/raster.h"
#include "image/raster_writer.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

fs::path folderOf(Origin origin) {
  switch (origin) {
    case Origin::Unassigned:
      return {};
    case Origin::Training:
      return "train";
    case Origin::Labelled:
      return "labelled";
    case Origin::Unlabelled:
      return "unlabelled";
    case Origin::Validation:
      return "val";
    case Origin::Test:
      return "test";
  }
  return {};
}

/// The image's name, and where two images of a subset have the same one, its whole path with `-` for `/`.
class TileNames {
 public:
  explicit TileNames(const Dataset& dataset) {
    for (const Sample& sample : dataset.samples) firstImage_.emplace(keyOf(sample), imageOf(sample));
  }

  std::string of(const Sample& sample) const {
    const std::string image = imageOf(sample);
    std::string name = sample.image.stem().string();
    if (firstImage_.at(keyOf(sample)) != image) {
      name = image;
      std::ranges::replace(name, '/', '-');
    }
    if (!sample.window) return name;
    char corner[32];
    std::snprintf(corner, sizeof corner, "_%04d_%04d", sample.window->x, sample.window->y);
    return name + corner;
  }

 private:
  static std::pair<Origin, std::string> keyOf(const Sample& sample) {
    return {sample.origin, sample.image.stem().string()};
  }

  std::map<std::pair<Origin, std::string>, std::string> firstImage_;
};

void writeGeoTiff(const fs::path& file, const cv::Mat& pixels, RasterContent content, const GeoReference& reference) {
  RasterWriter writer(file, pixels.size(), content, reference);
  writer.write({0, 0}, pixels);
  writer.commit();
}

/// With alpha where the picture lacks data, so that tiles without masks say so as well.
cv::Mat withGaps(const Tile& tile) {
  if (tile.noData.empty()) return tile.image;
  cv::Mat rgba;
  cv::merge(std::vector<cv::Mat>{tile.image, ~tile.noData}, rgba);
  return rgba;
}

/// Returns what looks wrong in it.
std::optional<Problem> writeTile(const fs::path& folder, const std::string& name, const Sample& sample) {
  Tile tile = decode(sample);
  const std::optional<Problem> remark = suspicionOf(sample, tile);
  if (sample.hasMask()) tile.mask = maskOfNewPart(tile.mask, sample);
  const cv::Mat image = withGaps(tile);
  std::optional<GeoReference> reference = Raster(sample.image).georeference();
  if (reference && sample.window) reference = reference->of(*sample.window);
  if (reference) {
    const RasterContent content = image.channels() == 4 ? RasterContent::Rgba : RasterContent::Rgb;
    writeGeoTiff(folder / "images" / (name + ".tif"), image, content, *reference);
    if (sample.hasMask()) {
      writeGeoTiff(folder / "masks" / (name + ".tif"), toStoredMask(tile.mask), RasterContent::Mask, *reference);
    }
  } else {
    writePng(folder / "images" / (name + ".png"), image);
    if (sample.hasMask()) writeMask(folder / "masks" / (name + ".png"), tile.mask);
  }
  return remark;
}

void refuseDoubtfulMasks(const Dataset& dataset) {
  refuseOpenMasks(dataset);
  if (const auto problem = unlikelyMasks(dataset)) throw Error({*problem});
}

ImportSummary writeTiles(const Dataset& dataset, const fs::path& folder, int workers,
                         const ProgressCallback& progress) {
  for (const Sample& sample : dataset.samples) {
    fs::create_directories(folder / folderOf(sample.origin) / "images");
    if (sample.hasMask()) fs::create_directories(folder / folderOf(sample.origin) / "masks");
  }
  const TileNames names(dataset);
  std::vector<std::optional<Problem>> failures(dataset.samples.size()), remarks(dataset.samples.size());
  const auto writeOne = [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    const Sample& sample = dataset.samples[i];
    try {
      remarks[i] = writeTile(folder / folderOf(sample.origin), names.of(sample), sample);
    } catch (const Error& error) {
      const std::string& where = error.problems().front().where;
      if (where != sample.image.string() && where != sample.mask.string()) throw;  // the target: no use to go on
      failures[i] = error.problems().front();
    }
  };
  parallelFor(failures.size(), workers, writeOne, progress);

  ImportSummary summary{
      .problems = dataset.problems, .remarks = dataset.pixels.remarks, .meaningOfMasks = dataset.masks.sentence};
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (failures[i]) {
      if (summary.problems.empty() || summary.problems.back() != *failures[i]) summary.problems.push_back(*failures[i]);
    } else {
      ++summary.tiles;
      summary.masks += dataset.samples[i].hasMask();
      if (remarks[i]) summary.problems.push_back(*remarks[i]);
    }
  }
  return summary;
}

}  // namespace

ImportSummary importDataset(const fs::path& from, const fs::path& to, int tileSize, int workers,
                            const ProgressCallback& progress, const DataChoices& choices) {
  const Dataset dataset = openDataset(from, tileSize, choices);
  refuseDoubtfulMasks(dataset);
  PartialFolder folder(to);
  try {
    ImportSummary summary = writeTiles(dataset, folder.path(), workers, progress);
    folder.commit();
    return summary;
  } catch (const fs::filesystem_error& error) {
    throw Error(to.string(), "cannot be written: " + error.code().message(), "name a folder that you may write to");
  }
}

}  // namespace macadam
