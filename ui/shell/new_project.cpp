#include "ui/shell/new_project.h"

#include "data/demo_world.h"
#include "data/project.h"
#include "data/split.h"
#include "image/image_store.h"
#include "image/overlay.h"
#include "ui/data/band_choice.h"
#include "ui/jobs/jobs.h"
#include "ui/widgets/picture.h"

#include <opencv2/imgproc.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr auto kFirstSplit = "default";
constexpr int kUsualTileSize = 512;
constexpr int kTileSizeStep = 32;
constexpr std::size_t kExamples = 5;
constexpr int kExamplePixels = 256;
constexpr Colour kRoad{255, 196, 0};

constexpr DemoDatasetOptions kDemoWorld;

QString tr(const char* text) {
  return QCoreApplication::translate("macadam::NewProject", text);
}

cv::Mat exampleOf(const Sample& sample) {
  const Tile tile = decode(sample);
  const cv::Mat painted = tile.mask.empty() ? tile.image : blendMask(tile.image, tile.mask, kRoad, 0.6);
  const int side = std::min(painted.rows, painted.cols);
  const cv::Rect middle((painted.cols - side) / 2, (painted.rows - side) / 2, side, side);
  cv::Mat small;
  cv::resize(painted(middle), small, {kExamplePixels, kExamplePixels}, 0.0, 0.0, cv::INTER_AREA);
  return small;
}

/// Spread over the data set, those with masks first.
QList<QImage> examplesOf(const Dataset& dataset) {
  std::vector<const Sample*> candidates;
  for (const Sample& sample : dataset.samples) {
    if (sample.hasMask()) candidates.push_back(&sample);
  }
  if (candidates.empty()) {
    for (const Sample& sample : dataset.samples) candidates.push_back(&sample);
  }
  QList<QImage> examples;
  const std::size_t count = std::min(kExamples, candidates.size());
  for (std::size_t i = 0; i < count; ++i) {
    try {
      examples.append(toImage(exampleOf(*candidates[i * candidates.size() / count])));
    } catch (const Error&) {
      // the data check says what is wrong with it
    }
  }
  return examples;
}

/// With equal road shares in all sets where the contents are known.
Split firstSplit(const Dataset& dataset, const std::vector<TileContent>& contents) {
  SplitSpec rules;
  const bool areKnown = contents.size() == dataset.samples.size();
  Split split = drawSplit(dataset, rules, areKnown ? contents : std::vector<TileContent>{});
  split.name = kFirstSplit;
  return split;
}

}  // namespace

FolderFacts lookAtFolder(const fs::path& images, int tileSize, const DataChoices& choices) {
  FolderFacts facts;
  Dataset dataset = openDataset(images, tileSize > 0 ? tileSize : kUsualTileSize, choices);
  facts.suggestedTileSize = suggestedTileSize(dataset);
  if (tileSize == 0 && facts.suggestedTileSize != kUsualTileSize)
    dataset = openDataset(images, facts.suggestedTileSize, choices);
  facts.bandCount = bandCountOf(dataset);
  facts.examples = examplesOf(dataset);
  facts.dataset = std::make_shared<const Dataset>(std::move(dataset));
  return facts;
}

int suggestedTileSize(const Dataset& dataset) {
  int smallest = kUsualTileSize;
  for (const Sample& sample : dataset.samples) smallest = std::min({smallest, sample.width, sample.height});
  return std::max(kTileSizeStep, smallest / kTileSizeStep * kTileSizeStep);
}

void makeProject(const NewProject& wanted) {
  Project project = createProject(wanted.folder, fs::absolute(wanted.images), wanted.tileSize);
  project.maskValues = wanted.maskValues;
  project.bands = wanted.bands;
  saveProject(project);
  const Dataset dataset = openDataset(wanted.folder, wanted.tileSize);
  if (std::ranges::none_of(dataset.samples, &Sample::hasMask)) return;
  fs::create_directories(project.splits());
  saveSplit(firstSplit(dataset, wanted.contents), project.splitFile(kFirstSplit));
  project.activeSplit = kFirstSplit;
  saveProject(project);
}

QString obstacleFor(const QString& folder, const QString& images) {
  if (folder.trimmed().isEmpty()) return tr("Choose a folder for the project.");
  const QString clean = QDir::cleanPath(folder), data = QDir::cleanPath(images);
  if (!QDir::isAbsolutePath(clean)) return tr("Write the whole path of the project folder, from / on.");
  if (isProject(clean.toStdString()))
    return tr("There is a project in this folder already. Open it, or choose another folder.");
  if (clean == data || clean.startsWith(data + "/")) {
    return tr("Choose a folder outside the images: Macadam leaves those as they are.");
  }
  if (QFileInfo(clean).isFile()) return tr("There is a file of this name. Choose another folder.");
  return {};
}

void makeDemoProject(const fs::path& folder, QPromise<bool>& promise) {
  const fs::path data = folder / "data";
  if (!fs::exists(data)) {
    fs::create_directories(folder);
    writeDemoDataset(data, kDemoWorld, progressOf(promise));
  }
  const Dataset dataset = openDataset(data, kDemoWorld.tileSize);
  if (!isProject(folder)) makeProject({folder, data, kDemoWorld.tileSize, contentsOf(dataset, 2)});
  promise.addResult(true);
}

}  // namespace macadam
