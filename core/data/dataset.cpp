#include "data/dataset.h"

#include "base/parallel.h"
#include "data/layouts.h"
#include "data/project.h"
#include "data/windows.h"
#include "image/file_end.h"
#include "image/raster.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string_view>
#include <thread>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// What the headers of one picture and its mask say.
struct Opened {
  std::vector<Sample> samples;
  std::vector<Problem> problems;
};

std::string text(cv::Size size) {
  return std::to_string(size.width) + "×" + std::to_string(size.height);
}

/// `<scene>_<x>_<y>`: a tile that was cut from a scene. Anything else is a scene of its own.
std::string sceneOf(const fs::path& image, const std::string& id) {
  static const std::regex kTileName("(.+)_[0-9]+_[0-9]+");
  std::smatch match;
  const std::string stem = image.stem().string();
  return std::regex_match(stem, match, kTileName) ? match[1].str() : id;
}

/// Reads no pixels. @throws Error when it is no picture, or not all of one.
cv::Size sizeOf(const fs::path& file) {
  const cv::Size size = Raster(file).size();
  if (hasItsEnd(file)) return size;
  throw Error(file.string(), "ends too early", "it was cut short: copy, download or export it again");
}

/// The mask where it fits its image, otherwise empty and a problem.
fs::path usableMask(const Picture& picture, cv::Size imageSize, std::vector<Problem>& problems) {
  if (picture.mask.empty()) return {};
  try {
    const cv::Size size = sizeOf(picture.mask);
    if (size == imageSize) return picture.mask;
    problems.push_back({picture.mask.string(), "is " + text(size) + ", its image " + text(imageSize),
                        "re-export the mask at the size of the image; until then the image counts as unlabelled"});
  } catch (const Error& error) {
    problems.push_back(error.problems().front());
    problems.back().remedy += "; until then its image counts as unlabelled";
  }
  return {};
}

Opened openSamples(const Picture& picture, const fs::path& root, int tileSize) {
  Opened opened;
  Sample whole;
  try {
    const cv::Size size = sizeOf(picture.image);
    whole.id = picture.image.lexically_relative(root).generic_string();
    whole.image = picture.image;
    whole.mask = usableMask(picture, size, opened.problems);
    if (!whole.hasMask()) whole.refusedMask = picture.mask;
    whole.maskRule = picture.maskRule;
    whole.scene = sceneOf(picture.image, whole.id);
    whole.origin = picture.origin;
    whole.width = size.width;
    whole.height = size.height;
  } catch (const Error& error) {
    opened.problems.push_back(error.problems().front());
    return opened;
  }
  for (const Window& window : cutIntoWindows(whole.width, whole.height, tileSize)) {
    Sample sample = whole;
    sample.id += '#' + std::to_string(window.x) + ',' + std::to_string(window.y);
    sample.width = window.width;
    sample.height = window.height;
    sample.window = window;
    opened.samples.push_back(std::move(sample));
  }
  if (opened.samples.empty()) opened.samples.push_back(std::move(whole));
  return opened;
}

bool isHeldBack(Origin origin) {
  return origin == Origin::Validation || origin == Origin::Test;
}

/// Scenes that the data set itself has on both sides of training and measuring.
void reportSharedScenes(Dataset& dataset) {
  std::map<std::string_view, const Sample*> heldBack;
  for (const Sample& sample : dataset.samples) {
    if (isHeldBack(sample.origin)) heldBack.emplace(sample.scene, &sample);
  }
  std::set<std::string_view> reported;
  for (const Sample& sample : dataset.samples) {
    const auto other = heldBack.find(sample.scene);
    const bool isShared = !isHeldBack(sample.origin) && sample.origin != Origin::Unassigned && other != heldBack.end();
    if (!isShared || !reported.insert(sample.scene).second) continue;
    dataset.problems.push_back({sample.id, "shows the scene " + sample.scene + ", and so does " + other->second->id,
                                "keep a scene on one side of training and measuring"});
  }
}

/// Masks edited in a project stand in for the originals.
void useEditedMasks(Listing& listing, const fs::path& root, const Project& project) {
  for (Picture& picture : listing.pictures) {
    const fs::path edited = project.labelFile(picture.image.lexically_relative(root).generic_string());
    if (!fs::is_regular_file(edited)) continue;
    picture.mask = edited;
    picture.maskRule = MaskRule{};
  }
}

}  // namespace

const Sample* Dataset::find(const std::string& id) const {
  const auto found = std::ranges::lower_bound(samples, id, {}, &Sample::id);
  return found != samples.end() && found->id == id ? &*found : nullptr;
}

Dataset openDataset(const fs::path& folder, int tileSize) {
  std::optional<Project> project;
  if (isProject(folder)) project = openProject(folder);
  Dataset dataset;
  dataset.root = fs::absolute(project ? project->dataFolder() : folder).lexically_normal();
  Listing listing = listPictures(dataset.root);
  if (project) useEditedMasks(listing, dataset.root, *project);
  dataset.layout = listing.layout;
  dataset.problems = std::move(listing.problems);

  std::vector<Opened> opened(listing.pictures.size());
  parallelFor(opened.size(), static_cast<int>(std::thread::hardware_concurrency()),
              [&](std::size_t i) { opened[i] = openSamples(listing.pictures[i], dataset.root, tileSize); });
  for (Opened& picture : opened) {
    std::ranges::move(picture.samples, std::back_inserter(dataset.samples));
    std::ranges::move(picture.problems, std::back_inserter(dataset.problems));
  }
  std::ranges::sort(dataset.samples, {}, &Sample::id);
  reportSharedScenes(dataset);
  if (dataset.samples.empty()) throw Error(dataset.problems);
  return dataset;
}

}  // namespace macadam
