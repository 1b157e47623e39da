#include "data/dataset.h"

#include "base/parallel.h"
#include "data/layouts.h"
#include "data/mask_check.h"
#include "data/project.h"
#include "data/scenes.h"
#include "data/windows.h"
#include "image/open_picture.h"
#include "image/raster.h"
#include "labels/class_names.h"
#include "labels/label_files.h"
#include "spec/run_spec.h"

#include <algorithm>
#include <map>
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
  MaskCoding coding = MaskCoding::FromMasks;
  std::shared_ptr<const MaskFacts> mask;  ///< Of the samples' mask, where they have one.
  cv::Size imageSize;
  std::optional<GeoReference> ground;
};

/// Null and a problem where the mask cannot be used.
std::shared_ptr<const MaskFacts> usableMask(const Picture& picture, const Raster& image,
                                            std::vector<Problem>& problems) {
  if (picture.mask.empty()) return nullptr;
  try {
    return lookAtMask(picture.mask, image);
  } catch (const Error& error) {
    problems.push_back(error.problems().front());
    problems.back().remedy += "; until then its image counts as unlabelled";
  }
  return nullptr;
}

/// A copy of the data set lacks what a virtual picture shows from elsewhere.
void reportStrayPixels(const fs::path& picture, const fs::path& root, std::vector<Problem>& problems) {
  if (picture.extension() != ".vrt") return;
  for (const fs::path& source : sourcesOfVrt(picture)) {
    const fs::path below = fs::absolute(source).lexically_normal().lexically_relative(root);
    if (!below.empty() && *below.begin() != "..") continue;
    problems.push_back(
        {picture.string(), "shows " + source.string() + ", which lies outside of the data set",
         "copy that file into the data set and build the picture anew; until then it is read from there"});
    return;
  }
}

Opened openSamples(const Picture& picture, const fs::path& root, int tileSize, const BandOrder& bands) {
  Opened opened{.coding = picture.maskRule.coding};
  Sample whole;
  try {
    const Raster image(picture.image, {.bands = bands});
    refuseCutShort(picture.image);
    const cv::Size size = image.size();
    opened.imageSize = size;
    opened.ground = image.georeference();
    whole.id = picture.image.lexically_relative(root).generic_string();
    whole.image = picture.image;
    opened.mask = usableMask(picture, image, opened.problems);
    (opened.mask ? whole.mask : whole.refusedMask) = picture.mask;
    for (const fs::path& file : {picture.image, whole.mask}) reportStrayPixels(file, root, opened.problems);
    whole.maskRule.blankWhiteImageIsIgnored = picture.maskRule.blankWhiteImageIsIgnored;
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

/// Of the samples of each picture that could be opened.
void assignScenes(std::vector<Opened>& opened) {
  std::vector<ScenePicture> pictures;
  std::vector<Opened*> usable;
  for (Opened& one : opened) {
    if (one.samples.empty()) continue;
    const Sample& sample = one.samples.front();
    pictures.push_back(
        {imageOf(sample), sample.image, sample.mask, one.imageSize.width, one.imageSize.height, std::move(one.ground)});
    usable.push_back(&one);
  }
  const std::vector<SceneOfPicture> scenes = findScenes(pictures);
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    for (Sample& sample : usable[i]->samples) {
      sample.scene = scenes[i].whole;
      if (scenes[i].byName != scenes[i].whole) sample.sceneByName = scenes[i].byName;
    }
  }
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
    const LabelFiles files(project, picture.image.lexically_relative(root).generic_string());
    const fs::path edited = files.mask();
    if (edited.empty()) continue;
    if (edited != files.maskPng && fs::is_regular_file(files.maskPng)) {
      listing.problems.push_back({files.maskPng.string(),
                                  "lies beside " + edited.filename().string() + ", which counts",
                                  "remove the one that is not meant"});
    }
    picture.mask = edited;
    picture.maskRule.coding = MaskCoding::Macadam;
  }
}

/// The decision is made by the masks as they came, which it is about; edited ones are Macadam's own.
MaskMeaning decideMasks(const std::vector<Opened>& opened, const fs::path& root, const DataChoices& choices) {
  std::vector<SurveyedMask> masks;
  MaskHints hints{.chosen = choices.maskValues};
  for (const Opened& picture : opened) {
    if (!picture.mask || picture.coding == MaskCoding::Macadam) continue;
    masks.push_back({picture.samples.front().mask, picture.mask});
    if (picture.coding == MaskCoding::RoadNetRed) hints.isRoadNet = true;
  }
  if (!masks.empty()) hints.names = classNamesFor(masks.front().file.parent_path(), root);
  return decideMasks(masks, hints);
}

void readMasksBy(const MaskValues& values, Opened& picture, Dataset& dataset) {
  if (!picture.mask) return;
  const MaskValues& own = picture.coding == MaskCoding::Macadam ? macadamMaskValues() : values;
  for (Sample& sample : picture.samples) sample.maskRule.values = own;
  dataset.labelCounts[picture.samples.front().mask.string()] = countLabels(*picture.mask, own);
}

/// What has to be settled about the masks before anything is trained on them comes first.
void reportMasks(Dataset& dataset) {
  if (dataset.masks.open) dataset.problems.insert(dataset.problems.begin(), *dataset.masks.open);
  if (auto problem = unlikelyMasks(dataset)) dataset.problems.insert(dataset.problems.begin(), *std::move(problem));
}

/// The picture files, each once.
std::vector<fs::path> picturesOf(const Dataset& dataset) {
  std::vector<fs::path> pictures;
  for (const Sample& sample : dataset.samples) {
    if (pictures.empty() || pictures.back() != sample.image) pictures.push_back(sample.image);
  }
  return pictures;
}

PixelSurvey survey(const Dataset& dataset, const BandOrder& bands) {
  return surveyPixels(picturesOf(dataset), bands, static_cast<int>(std::thread::hardware_concurrency()));
}

void readAs(Dataset& dataset, const PixelReading& reading) {
  for (Sample& sample : dataset.samples) sample.pixels = reading;
}

}  // namespace

TrainedReading readingOfRun(const PixelReading& trained, const Dataset& dataset) {
  const bool isSurveyed = trained.bands == dataset.pixels.reading.bands;
  return readingOfRun(trained, isSurveyed ? dataset.pixels : survey(dataset, trained.bands));
}

std::string readAsTrained(Dataset& dataset, const PixelReading& trained) {
  if (trained.bands != dataset.pixels.reading.bands) dataset.pixels = survey(dataset, trained.bands);
  TrainedReading chosen = readingOfRun(trained, dataset.pixels);
  readAs(dataset, chosen.reading);
  return std::move(chosen.note);
}

std::string imageOf(const Sample& sample) {
  return sample.window ? sample.id.substr(0, sample.id.rfind('#')) : sample.id;
}

const Sample* Dataset::find(const std::string& id) const {
  const auto found = std::ranges::lower_bound(samples, id, {}, &Sample::id);
  return found != samples.end() && found->id == id ? &*found : nullptr;
}

DataChoices choicesOf(const DataSpec& spec) {
  return {.maskValues = spec.maskValues,
          .acceptUnlikelyMasks = spec.acceptUnlikelyMasks,
          .bands = bandsFromText(spec.bands).value_or(BandOrder{})};
}

Dataset openDataset(const DataSpec& spec) {
  return openDataset(spec.path, spec.windowSize, choicesOf(spec));
}

Dataset openDataset(const fs::path& folder, int tileSize, DataChoices choices) {
  std::optional<Project> project;
  if (isProject(folder)) project = openProject(folder);
  if (project && choices.maskValues.empty()) choices.maskValues = project->maskValues;
  if (project && choices.bands == BandOrder{}) choices.bands = bandsFromText(project->bands).value_or(BandOrder{});
  if (project && project->acceptUnlikelyMasks) choices.acceptUnlikelyMasks = true;
  Dataset dataset;
  dataset.root = fs::absolute(project ? project->dataFolder() : folder).lexically_normal();
  Listing listing = listPictures(dataset.root);
  if (project) useEditedMasks(listing, dataset.root, *project);
  dataset.layout = listing.layout;
  dataset.problems = std::move(listing.problems);
  dataset.passedOver = std::move(listing.passedOver);
  if (std::ranges::all_of(listing.pictures, [](const Picture& picture) { return picture.mask.empty(); })) {
    dataset.problems.push_back(nothingPaired(dataset.root));
  }

  std::vector<Opened> opened(listing.pictures.size());
  parallelFor(opened.size(), static_cast<int>(std::thread::hardware_concurrency()), [&](std::size_t i) {
    opened[i] = openSamples(listing.pictures[i], dataset.root, tileSize, choices.bands);
  });
  dataset.acceptsUnlikelyMasks = choices.acceptUnlikelyMasks;
  dataset.masks = decideMasks(opened, dataset.root, choices);
  assignScenes(opened);
  for (Opened& picture : opened) {
    readMasksBy(dataset.masks.values, picture, dataset);
    std::ranges::move(picture.samples, std::back_inserter(dataset.samples));
    std::ranges::move(picture.problems, std::back_inserter(dataset.problems));
  }
  std::ranges::sort(dataset.samples, {}, &Sample::id);
  reportSharedScenes(dataset);
  reportMasks(dataset);
  dataset.pixels = survey(dataset, choices.bands);
  readAs(dataset, dataset.pixels.reading);
  if (dataset.samples.empty()) throw Error(dataset.problems);
  return dataset;
}

}  // namespace macadam
