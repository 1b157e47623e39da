#include "image/tile_content.h"

#include "data/windows.h"
#include "image/file_memory.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"

namespace macadam {
namespace {

std::optional<double> labelledShare(const cv::Mat& mask) {
  return cv::countNonZero(mask != 255) == 0 ? std::nullopt : std::optional(roadShare(mask));
}

LabelCounts labelsIn(const cv::Mat& mask) {
  LabelCounts counts{.road = static_cast<std::uint64_t>(cv::countNonZero(mask == 1)),
                     .background = static_cast<std::uint64_t>(cv::countNonZero(mask == 0))};
  counts.unknown = mask.total() - counts.labelled();
  return counts;
}

MeasuredTile measure(const Sample& sample) {
  const Tile tile = decodeLabels(sample);
  MeasuredTile measured;
  measured.content.hasData = tile.noData.empty() || cv::countNonZero(tile.noData == 0) > 0;
  if (tile.mask.empty()) return measured;
  measured.labels = labelsIn(tile.mask);
  measured.content.roadShare = labelledShare(maskOfNewPart(tile.mask, sample));
  return measured;
}

/// All on which it depends beside the picture file.
std::string aspectOf(const Sample& sample) {
  const Window window = sample.window.value_or(Window{});
  std::string aspect = toText(sample.pixels);
  for (const int number : {window.x, window.y, window.width, window.height}) aspect += ' ' + std::to_string(number);
  if (sample.maskRule.blankWhiteImageIsIgnored) aspect += " white is blank";
  if (!sample.hasMask()) return aspect;
  return aspect + '\n' + toText(sample.maskRule.values) + '\n' + sample.mask.string() + '\n' + versionOf(sample.mask);
}

/// One problem for all of them; none for none.
void addTogether(const std::vector<std::string>& ids, const std::string& what, const std::string& remedy,
                 std::vector<Problem>& problems) {
  if (ids.empty()) return;
  const std::string others = ids.size() == 1 ? "" : ", like " + std::to_string(ids.size() - 1) + " more";
  problems.push_back({ids.front(), what + others, remedy});
}

}  // namespace

MeasuredTile measureTile(const Sample& sample) {
  static FileMemory<MeasuredTile> known;
  keepOpenCvOnCallingThread();
  return known.recall(
      sample.image, [&] { return measure(sample); }, aspectOf(sample));
}

MeasuredTiles measureTiles(const Dataset& dataset, int workers, const ProgressCallback& progress) {
  const std::size_t count = dataset.samples.size();
  MeasuredTiles measured{.contents = std::vector<TileContent>(count), .labels = std::vector<LabelCounts>(count)};
  std::vector<std::optional<Problem>> problems(count);
  const auto measureOne = [&](std::size_t i) {
    try {
      const MeasuredTile tile = measureTile(dataset.samples[i]);
      measured.contents[i] = tile.content;
      measured.labels[i] = tile.labels;
    } catch (const Error& error) {
      measured.contents[i] = {.isKnown = false};
      if (dataset.samples[i].hasMask()) problems[i] = error.problems().front();
    }
  };
  parallelFor(count, workers, measureOne, progress);
  for (const auto& problem : problems) {
    const bool isTold = !measured.problems.empty() && problem == measured.problems.back();
    if (problem && !isTold) measured.problems.push_back(*problem);
  }
  return measured;
}

std::vector<TileContent> contentsOf(const Dataset& dataset, int workers) {
  MeasuredTiles measured = measureTiles(dataset, workers);
  if (!measured.problems.empty()) throw Error(std::move(measured.problems));
  return std::move(measured.contents);
}

bool isLabelling(const Sample& sample, const TileContent& content) {
  return sample.hasMask() && content.roadShare.has_value();
}

std::vector<Problem> emptyTiles(const Dataset& dataset, const std::vector<TileContent>& contents) {
  std::vector<std::string> withoutData, withoutLabels;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (!contents[i].isKnown) continue;
    if (!contents[i].hasData)
      withoutData.push_back(sample.id);
    else if (sample.hasMask() && !dataset.masks.open && !isLabelling(sample, contents[i]))
      withoutLabels.push_back(sample.id);
  }
  std::vector<Problem> problems;
  addTogether(withoutData, "has no data at all and is in no set", "remove it, or check its alpha and \"no data\"",
              problems);
  addTogether(withoutLabels, "is unknown throughout in its mask, so that nothing is learned from it or measured on it",
              "mend its mask, or leave it unlabelled", problems);
  return problems;
}

}  // namespace macadam
