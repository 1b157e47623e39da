#include "image/tile_content.h"

#include "data/windows.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"

namespace macadam {
namespace {

std::optional<double> labelledShare(const cv::Mat& mask) {
  return cv::countNonZero(mask != 255) == 0 ? std::nullopt : std::optional(roadShare(mask));
}

void measure(const Sample& sample, TileContent& content, LabelCounts& labels) {
  cv::Mat mask;
  if (mayLackData(sample)) {
    const Tile tile = decode(sample);
    content.hasData = tile.noData.empty() || cv::countNonZero(tile.noData == 0) > 0;
    mask = tile.mask;
  } else if (sample.hasMask()) {
    mask = decodeMask(sample);
  }
  if (mask.empty()) return;
  labels = labelsIn(mask);
  content.roadShare = labelledShare(maskOfNewPart(mask, sample));
}

/// One problem for all of them; none for none.
void addTogether(const std::vector<std::string>& ids, const std::string& what, const std::string& remedy,
                 std::vector<Problem>& problems) {
  if (ids.empty()) return;
  const std::string others = ids.size() == 1 ? "" : ", like " + std::to_string(ids.size() - 1) + " more";
  problems.push_back({ids.front(), what + others, remedy});
}

}  // namespace

LabelCounts labelsIn(const cv::Mat& mask) {
  LabelCounts counts{.road = static_cast<std::uint64_t>(cv::countNonZero(mask == 1)),
                     .background = static_cast<std::uint64_t>(cv::countNonZero(mask == 0))};
  counts.unknown = mask.total() - counts.labelled();
  return counts;
}

MeasuredTiles measureTiles(const Dataset& dataset, int workers, const ProgressCallback& progress) {
  const std::size_t count = dataset.samples.size();
  MeasuredTiles measured{.contents = std::vector<TileContent>(count), .labels = std::vector<LabelCounts>(count)};
  std::vector<std::optional<Problem>> problems(count);
  const auto measureOne = [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    try {
      measure(dataset.samples[i], measured.contents[i], measured.labels[i]);
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
